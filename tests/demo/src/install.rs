//! Installs what is missing through Debian's and Ubuntu's own packages, as root or with sudo.
//! Anywhere else it says what is missing and leaves the machine alone.

use std::process::{Command, Stdio};

use crate::{
    needs::{self, Need},
    words::{self, Say as _},
};

/// How this machine can be given packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As root, by apt-get.
    AptAsRoot,
    /// By apt-get through sudo.
    AptWithSudo,
    /// Not by this program.
    ByHand,
}

/// Installs what is missing and says whether everything is there now.
pub(crate) fn install(missing: &[Need]) -> bool {
    for need in missing {
        words::MISSING.say_about(need.name);
    }
    let way = way(succeeds("apt-get", &["--version"]), is_root(), || {
        succeeds("sudo", &["--version"])
    });
    if way == Way::ByHand {
        words::INSTALL_BY_HAND.say_about(&by_hand(missing));
        return false;
    }
    words::INSTALLING.say();
    // The lists may be old or empty; without them nothing can be installed.
    apt(way, &["update", "-qq"]);
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(missing.iter().map(|need| need.package));
    apt(way, &arguments);
    let still_missing = needs::missing(missing, needs::is_there);
    for need in &still_missing {
        words::STILL_MISSING.complain_about(need.name);
    }
    if !still_missing.is_empty() {
        words::INSTALL_BY_HAND.say_about(&by_hand(&still_missing));
    }
    still_missing.is_empty()
}

fn way(has_apt: bool, is_root: bool, has_sudo: impl Fn() -> bool) -> Way {
    match (has_apt, is_root) {
        (false, _) => Way::ByHand,
        (true, true) => Way::AptAsRoot,
        (true, false) if has_sudo() => Way::AptWithSudo,
        (true, false) => Way::ByHand,
    }
}

fn by_hand(missing: &[Need]) -> String {
    let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    format!("sudo apt-get install {}", packages.join(" "))
}

fn apt(way: Way, arguments: &[&str]) {
    let mut command = match way {
        Way::AptWithSudo => {
            let mut sudo = Command::new("sudo");
            // Only the person at the terminal can type a password.
            sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        }
        _ => {
            let mut apt = Command::new("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive")
                .stdin(Stdio::null());
            apt
        }
    };
    // Another program may be installing something just now.
    command.args(["-o", "DPkg::Lock::Timeout=300"]);
    // Whether it worked is seen by looking for what was to be installed.
    let _ = command.args(arguments).status();
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let run = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    run.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_installed_without_apt_or_without_the_right_to() {
        assert_eq!(way(true, true, || false), Way::AptAsRoot);
        assert_eq!(way(true, false, || true), Way::AptWithSudo);
        assert_eq!(way(true, false, || false), Way::ByHand);
        assert_eq!(way(false, true, || true), Way::ByHand);
    }

    #[test]
    fn what_to_do_by_hand_is_one_line_to_copy() {
        assert_eq!(
            by_hand(&needs::ALL[1..3]),
            "sudo apt-get install cmake nasm"
        );
    }
}
