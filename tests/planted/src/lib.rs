//! Bugs that are planted in the product on purpose, one at a time, to show that the gate which
//! should catch each of them does.
//!
//! ```text
//! if planted(Bug::SkipsHead) { … }      one readable line where the bug would be made
//!      │ the feature `planted` is off: a constant `false`, and the compiler drops the rest
//!      └ it is on: whether the environment names the bug, read once for each process
//! ```
//!
//! Nothing asks for the feature but `tests/mutants`, which builds the product with it once, beside
//! what ships, and runs each bug's gate. That no shipped program knows the switch is a test of
//! its own (`tests/tests/project/planted.rs`).

/// A bug, named by what the product then does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// The phone's store commits without waiting for its disk (`synchronous=NORMAL`).
    PhoneCommitsUnsynced,
    /// The server's store does.
    ServerCommitsUnsynced,
    /// The server acknowledges what it hasn't committed yet.
    AcknowledgesBeforeItsDisk,
    /// The server acknowledges a photograph that it didn't sync.
    PhotographUnsynced,
    /// A commit that failed counts as done once a second sync says so.
    FsyncTriedAgain,
    /// SQLite's temporary files lie on the phone's disk, in the open (`temp_store=FILE`).
    TemporaryFiles,
    /// What is sent again has another id.
    NewIdOnRetry,
    /// Photographs leave the phone's store before the server has them.
    PurgesUnacknowledged,
    /// After a cut nobody asks the server where the upload stands.
    SkipsHead,
    /// A parked report holds up those behind it.
    ParkedHoldsUpOthers,
    /// After a failure the phone tries again at once.
    NoBackoff,
    /// A captive portal's 200 counts as the server's word on a photograph.
    PortalCounts,
    /// What the camera wrote beside the picture travels with it.
    KeepsExif,
    /// The server takes photographs that carry metadata.
    TakesMetadata,
    /// A small file may ask for any number of pixels.
    DecodesAnything,
    /// A small request may unfold to any size.
    UnzipsAnything,
    /// A reporter may act on somebody else's report.
    NoOwnerCheck,
    /// An officer opens the cases of other units.
    NoUnitCheck,
    /// An officer's list has the cases of other units in it.
    ListsOtherUnits,
    /// An operation that comes a second time is applied a second time.
    AppliesTwice,
    /// A restored server keeps its epoch.
    RestoreKeepsEpoch,
    /// A backup tells phones that what came after it is in it as well.
    BackupClaimsMore,
    /// The server's log has in it what somebody wrote.
    LogsWords,
    /// A link of a case's chain doesn't commit to the one before it.
    LinkForgets,
    /// A daily root leaves a case out.
    RootLeavesOut,
    /// A notice goes to the newest address there is, whoever's that is.
    NoticeToAnother,
    /// A notice is sent before it is on disk that it was tried.
    NoticeBeforeItsDisk,
    /// A note inside the unit is told to the person who reported.
    NoticeOfANote,
}

impl Bug {
    /// All of them.
    pub const ALL: [Self; 28] = [
        Self::PhoneCommitsUnsynced,
        Self::ServerCommitsUnsynced,
        Self::AcknowledgesBeforeItsDisk,
        Self::PhotographUnsynced,
        Self::FsyncTriedAgain,
        Self::TemporaryFiles,
        Self::NewIdOnRetry,
        Self::PurgesUnacknowledged,
        Self::SkipsHead,
        Self::ParkedHoldsUpOthers,
        Self::NoBackoff,
        Self::PortalCounts,
        Self::KeepsExif,
        Self::TakesMetadata,
        Self::DecodesAnything,
        Self::UnzipsAnything,
        Self::NoOwnerCheck,
        Self::NoUnitCheck,
        Self::ListsOtherUnits,
        Self::AppliesTwice,
        Self::RestoreKeepsEpoch,
        Self::BackupClaimsMore,
        Self::LogsWords,
        Self::LinkForgets,
        Self::RootLeavesOut,
        Self::NoticeToAnother,
        Self::NoticeBeforeItsDisk,
        Self::NoticeOfANote,
    ];

    /// Its name in the environment and in `tests/mutants`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PhoneCommitsUnsynced => "phone-commits-unsynced",
            Self::ServerCommitsUnsynced => "server-commits-unsynced",
            Self::AcknowledgesBeforeItsDisk => "acknowledges-before-its-disk",
            Self::PhotographUnsynced => "photograph-unsynced",
            Self::FsyncTriedAgain => "fsync-tried-again",
            Self::TemporaryFiles => "temporary-files",
            Self::NewIdOnRetry => "new-id-on-retry",
            Self::PurgesUnacknowledged => "purges-unacknowledged",
            Self::SkipsHead => "skips-head",
            Self::ParkedHoldsUpOthers => "parked-holds-up-others",
            Self::NoBackoff => "no-backoff",
            Self::PortalCounts => "portal-counts",
            Self::KeepsExif => "keeps-exif",
            Self::TakesMetadata => "takes-metadata",
            Self::DecodesAnything => "decodes-anything",
            Self::UnzipsAnything => "unzips-anything",
            Self::NoOwnerCheck => "no-owner-check",
            Self::NoUnitCheck => "no-unit-check",
            Self::ListsOtherUnits => "lists-other-units",
            Self::AppliesTwice => "applies-twice",
            Self::RestoreKeepsEpoch => "restore-keeps-epoch",
            Self::BackupClaimsMore => "backup-claims-more",
            Self::LogsWords => "logs-words",
            Self::LinkForgets => "link-forgets",
            Self::RootLeavesOut => "root-leaves-out",
            Self::NoticeToAnother => "notice-to-another",
            Self::NoticeBeforeItsDisk => "notice-before-its-disk",
            Self::NoticeOfANote => "notice-of-a-note",
        }
    }
}

/// Whether a bug is planted: never, in what ships.
#[cfg(not(feature = "planted"))]
#[inline(always)]
#[must_use]
pub const fn planted(_: Bug) -> bool {
    false
}

/// Whether a bug is planted: whether `LANGNGHE_PLANTED` names it.
///
/// # Panics
/// If the environment names something that is no bug of ours: nothing would be shown by it.
#[cfg(feature = "planted")]
#[must_use]
pub fn planted(bug: Bug) -> bool {
    use std::{env, sync::OnceLock};
    static NAMED: OnceLock<Option<Bug>> = OnceLock::new();
    let of_name = |name: String| {
        let known = Bug::ALL.into_iter().find(|bug| bug.name() == name);
        known.unwrap_or_else(|| panic!("there is no bug named {name:?}"))
    };
    let named = NAMED.get_or_init(|| env::var("LANGNGHE_PLANTED").ok().map(of_name));
    *named == Some(bug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bug_has_a_name_of_its_own_and_none_is_planted_unasked() {
        for (number, bug) in Bug::ALL.into_iter().enumerate() {
            assert!(
                Bug::ALL[..number]
                    .iter()
                    .all(|other| other.name() != bug.name())
            );
            assert!(!planted(bug), "{bug:?}");
        }
    }
}
