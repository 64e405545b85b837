//! What the build needs beside Rust, and who needs it.

use std::process::{Command, Stdio};

/// Something that must be on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Need {
    /// The command that succeeds once it is there.
    probe: &'static [&'static str],
    /// Its name, for people.
    pub(crate) name: &'static str,
    /// Debian's and Ubuntu's package.
    pub(crate) package: &'static str,
}

/// Everything that the build needs. SQLCipher takes a C compiler and the system's OpenSSL, which
/// is found by pkg-config; libjpeg-turbo takes CMake, and NASM for its fast paths.
pub(crate) const ALL: [Need; 5] = [
    Need {
        probe: &["cc", "--version"],
        name: "C compiler (cc)",
        package: "build-essential",
    },
    Need {
        probe: &["cmake", "--version"],
        name: "CMake",
        package: "cmake",
    },
    Need {
        probe: &["nasm", "-v"],
        name: "NASM",
        package: "nasm",
    },
    Need {
        probe: &["pkg-config", "--version"],
        name: "pkg-config",
        package: "pkg-config",
    },
    Need {
        probe: &["pkg-config", "--exists", "openssl"],
        name: "OpenSSL headers",
        package: "libssl-dev",
    },
];

/// What a phone in a window needs besides.
pub(crate) const WINDOW: [Need; 2] = [
    Need {
        probe: &["javac", "-version"],
        name: "Java (JDK 17)",
        package: "openjdk-17-jdk",
    },
    Need {
        probe: &["mvn", "--version"],
        name: "Maven",
        package: "maven",
    },
];

/// Those of `needs` that aren't met.
pub(crate) fn missing(needs: &[Need], is_there: impl Fn(&Need) -> bool) -> Vec<Need> {
    needs
        .iter()
        .filter(|need| !is_there(need))
        .copied()
        .collect()
}

/// Looks for it on this machine.
pub(crate) fn is_there(need: &Need) -> bool {
    let [program, arguments @ ..] = need.probe else {
        return false;
    };
    let run = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    run.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_in_order() {
        let there = |need: &Need| !["nasm", "libssl-dev"].contains(&need.package);
        let packages: Vec<_> = missing(&ALL, there).iter().map(|n| n.package).collect();
        assert_eq!(packages, ["nasm", "libssl-dev"]);
    }

    #[test]
    fn a_program_that_does_not_exist_is_missing() {
        let probe = &["langnghe-has-no-such-program"];
        assert!(!is_there(&Need { probe, ..ALL[0] }));
        assert!(is_there(&Need {
            probe: &["true"],
            ..ALL[0]
        }));
        assert!(!is_there(&Need {
            probe: &["false"],
            ..ALL[0]
        }));
    }
}
