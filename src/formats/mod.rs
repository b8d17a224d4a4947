//! Other people's formats: gazetteers in, linked data out.

pub mod gazetteer;
