//! The command. In the making.
fn main() {}
