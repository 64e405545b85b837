//! What a server has on its disk, for checks that aren't written in Rust: `record DATA` prints
//! how many bytes of unfinished uploads are kept in a data folder.

use std::{
    error::Error,
    io::{self, Write as _},
    path::Path,
};

use langnghe_tests::record::Record;

fn main() -> Result<(), Box<dyn Error>> {
    let data = std::env::args_os().nth(1).ok_or("usage: record DATA")?;
    let bytes = Record::in_folder(Path::new(&data))?.unfinished_bytes()?;
    writeln!(io::stdout(), "{bytes}")?;
    Ok(())
}
