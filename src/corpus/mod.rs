//! Across articles: the same claim, the same quote, and where sources conflict.
