//! What was asked for on the command line.

/// What the demonstration shall do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// End after the story instead of leaving the server running.
    pub(crate) once: bool,
    /// End once everything that the build needs is there.
    pub(crate) prepare: bool,
    /// Open a phone in a window instead of telling the story.
    pub(crate) window: bool,
    /// Say how it is used.
    pub(crate) help: bool,
}

impl Options {
    /// Reads the arguments, the program's name left out; an argument that isn't known comes back.
    pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--once" => options.once = true,
                "--prepare" => options.prepare = true,
                "--window" => options.window = true,
                "--help" | "-h" => options.help = true,
                _ => return Err(argument),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Options, String> {
        Options::read(arguments.iter().map(|a| (*a).to_owned()))
    }

    #[test]
    fn what_is_known_is_read_and_what_is_not_comes_back() {
        assert_eq!(read(&[]), Ok(Options::default()));
        let once = Options {
            once: true,
            ..Options::default()
        };
        assert_eq!(read(&["--once"]), Ok(once));
        assert!(read(&["--window"]).unwrap().window);
        assert_eq!(read(&["--once", "--twice"]), Err("--twice".to_owned()));
    }
}
