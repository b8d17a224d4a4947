//! Reads articles and prints what was found: JSON Lines on standard input, one analysis a line on standard output.

use std::io::{self, BufRead, Write};

use whosaid::{Article, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let article: Article = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut out, &extractor.extract(&article))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
