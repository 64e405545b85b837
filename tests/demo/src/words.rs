//! Every text that this program shows, Vietnamese first, and how it is shown. A table and not a
//! data file, because this crate reads nothing and depends on nothing.

use std::{
    env,
    io::{self, IsTerminal as _, Write},
};

/// A text in both languages; `{}` stands for what it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    sign: &'static str,
    vi: &'static str,
    en: &'static str,
}

macro_rules! texts {
    ($($name:ident = $sign:literal, $vi:literal, $en:literal;)*) => {
        $(pub(crate) const $name: Words = Words { sign: $sign, vi: $vi, en: $en };)*
        #[cfg(test)]
        const ALL: &[Words] = &[$($name),*];
    };
}

texts! {
    TITLE = "", "\nLắng Nghe · từ vùng lõm sóng đến câu trả lời", "from a dead zone to an answer";
    USAGE = "",
        "Cách dùng: cargo demo [--once | --window] [--prepare]\n  --once     kể xong thì dừng, đóng mọi thứ đã mở\n  --window   mở một chiếc điện thoại trong cửa sổ\n  --prepare  chỉ cài những gì cần để biên dịch",
        "Usage: cargo demo [--once | --window] [--prepare]\n  --once     ends after the story and closes all it opened\n  --window   opens a phone in a window\n  --prepare  only installs what the build needs";
    UNKNOWN_ARGUMENT = "✗", "Không hiểu tham số {}", "unknown argument";
    MISSING = "·", "Thiếu {}", "missing";
    INSTALLING = "·", "Đang cài qua apt-get …", "installing through apt-get …";
    INSTALL_BY_HAND = "→",
        "Hãy cài những gói này (tên theo Debian/Ubuntu) rồi chạy lại:\n    {}",
        "install these (Debian's and Ubuntu's names), then run it again";
    STILL_MISSING = "✗", "Vẫn thiếu {}", "still missing";
    NEEDS_MET = "✓", "Có đủ những gì cần để biên dịch", "everything that the build needs is there";
    BUILDING = "·", "Đang biên dịch; lần đầu mất vài phút …", "building; the first time takes some minutes …";
    NO_DISPLAY = "✗",
        "Máy này không có màn hình để mở cửa sổ (cần Linux x86-64 có DISPLAY); hãy chạy cargo demo",
        "no display to open a window on (it takes Linux on x86-64, with a DISPLAY); try cargo demo";
    BUILDING_WINDOW = "·", "Đang dựng các màn hình; lần đầu phải tải thư viện …",
        "building the screens; the first time their libraries are fetched …";
    BUILD_FAILED = "✗", "Biên dịch không thành công", "the build failed";
    NOT_STARTED = "✗", "Không khởi động được: {}", "could not be started";
}

/// Shows texts.
pub(crate) trait Say {
    /// On the standard output.
    fn say(&self);
    /// On the standard output, about something.
    fn say_about(&self, what: &str);
    /// On the standard error.
    fn complain(&self);
    /// On the standard error, about something.
    fn complain_about(&self, what: &str);
}

impl Say for Words {
    fn say(&self) {
        self.say_about("");
    }

    fn say_about(&self, what: &str) {
        let output = io::stdout();
        let grey = is_coloured(output.is_terminal());
        self.write(output, grey, what);
    }

    fn complain(&self) {
        self.complain_about("");
    }

    fn complain_about(&self, what: &str) {
        let output = io::stderr();
        let grey = is_coloured(output.is_terminal());
        self.write(output, grey, what);
    }
}

fn is_coloured(is_terminal: bool) -> bool {
    is_terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

impl Words {
    fn write(&self, mut output: impl Write, grey: bool, what: &str) {
        // Nobody is left to be told that the terminal is gone.
        let _ = writeln!(output, "{}", self.line(grey, what));
    }

    fn line(&self, grey: bool, what: &str) -> String {
        let (begin, end) = if grey {
            ("\x1b[90m", "\x1b[0m")
        } else {
            ("", "")
        };
        let sign = if self.sign.is_empty() {
            String::new()
        } else {
            format!("{} ", self.sign)
        };
        let vi = self.vi.replace("{}", what);
        let between = if self.en.contains('\n') { "\n" } else { "  " };
        format!("{sign}{vi}{between}{begin}{}{end}", self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages() {
        for words in ALL {
            assert!(!words.vi.trim().is_empty() && !words.en.trim().is_empty());
        }
    }

    #[test]
    fn colours_are_for_terminals_only() {
        assert_eq!(MISSING.line(false, "CMake"), "· Thiếu CMake  missing");
        assert!(
            MISSING
                .line(true, "CMake")
                .contains("\x1b[90mmissing\x1b[0m")
        );
    }
}
