//! whosaid
