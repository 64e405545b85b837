//! The cells of the matrix, and their names.

use std::fmt;

use langnghe_tests::flaky::{Blow, Place};

/// What is struck. All of them happen in any phone's life, and together they are every kind of
/// request that carries or asks for something of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Exchange {
    /// The first sync: it introduces the device and files the report.
    First,
    /// A later sync, compressed, with two operations about a case that exists: their order matters.
    FollowUp,
    /// The photograph's `POST`, which creates the upload and brings all of its bytes.
    Upload,
    /// `HEAD` after a cut: the answer decides from where on bytes are sent.
    Ask,
    /// `PATCH`: the rest, from where the server stands.
    Resume,
}

/// Where it is struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Start,
    MidHead,
    HeadEnd,
    FirstByte,
    BeforeChunk,
    Chunk,
    BehindChunk,
    LastByte,
    End,
    MidAnswer,
    BeforeCommit,
    AfterCommit,
}

/// What strikes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fault {
    Reset,
    Finish,
    Stall,
    Duplicate,
    LateReplay,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Case {
    pub(crate) exchange: Exchange,
    pub(crate) class: Class,
    pub(crate) fault: Fault,
}

impl Exchange {
    pub(crate) const ALL: [Self; 5] = [
        Self::First,
        Self::FollowUp,
        Self::Upload,
        Self::Ask,
        Self::Resume,
    ];

    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::First | Self::FollowUp | Self::Upload => "POST",
            Self::Ask => "HEAD",
            Self::Resume => "PATCH",
        }
    }

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::First | Self::FollowUp => "/v1/sync",
            Self::Upload | Self::Ask | Self::Resume => "/v1/uploads",
        }
    }

    /// Whether its bytes are a photograph's.
    pub(crate) fn brings_a_photograph(self) -> bool {
        matches!(self, Self::Upload | Self::Resume)
    }
}

impl Class {
    pub(crate) const ALL: [Self; 12] = [
        Self::Start,
        Self::MidHead,
        Self::HeadEnd,
        Self::FirstByte,
        Self::BeforeChunk,
        Self::Chunk,
        Self::BehindChunk,
        Self::LastByte,
        Self::End,
        Self::MidAnswer,
        Self::BeforeCommit,
        Self::AfterCommit,
    ];

    pub(crate) fn place(self) -> Place {
        match self {
            Self::Start => Place::Start,
            Self::MidHead => Place::MidHead,
            Self::HeadEnd => Place::HeadEnd,
            Self::FirstByte => Place::FirstByte,
            Self::BeforeChunk => Place::Chunk(-1),
            Self::Chunk => Place::Chunk(0),
            Self::BehindChunk => Place::Chunk(1),
            Self::LastByte => Place::LastByte,
            Self::End => Place::End,
            Self::MidAnswer => Place::MidAnswer,
            Self::BeforeCommit | Self::AfterCommit => Place::Answered,
        }
    }

    /// Whether the server has heard all of the request by then.
    pub(crate) fn is_behind_the_request(self) -> bool {
        self >= Self::End
    }
}

impl Fault {
    pub(crate) const ALL: [Self; 5] = [
        Self::Reset,
        Self::Finish,
        Self::Stall,
        Self::Duplicate,
        Self::LateReplay,
    ];

    pub(crate) fn blow(self) -> Blow {
        match self {
            Self::Reset => Blow::Reset,
            Self::Finish => Blow::Finish,
            Self::Stall => Blow::Stall,
            Self::Duplicate => Blow::Duplicate,
            Self::LateReplay => Blow::LateReplay,
        }
    }
}

impl Case {
    /// All of them.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for exchange in Exchange::ALL {
            for class in Class::ALL {
                for fault in Fault::ALL {
                    all.push(Self {
                        exchange,
                        class,
                        fault,
                    });
                }
            }
        }
        all
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::First => "first sync",
            Self::FollowUp => "follow-up",
            Self::Upload => "upload",
            Self::Ask => "ask",
            Self::Resume => "resume",
        })
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Start => "0",
            Self::MidHead => "mid header",
            Self::HeadEnd => "header end",
            Self::FirstByte => "first byte",
            Self::BeforeChunk => "chunk -1",
            Self::Chunk => "chunk",
            Self::BehindChunk => "chunk +1",
            Self::LastByte => "last -1",
            Self::End => "after last",
            Self::MidAnswer => "mid response",
            Self::BeforeCommit => "before the commit",
            Self::AfterCommit => "after the commit",
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Reset => "reset",
            Self::Finish => "fin",
            Self::Stall => "stall",
            Self::Duplicate => "duplicate",
            Self::LateReplay => "late replay",
        })
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.exchange, self.class, self.fault)
    }
}

#[test]
fn there_are_three_hundred_cells_and_each_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<String> =
        Case::all().iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), 300);
}
