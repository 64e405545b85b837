//! What can be done to a case, by anybody.

use langnghe_wire::{
    Attachment, Code, ResultPhotograph,
    filing::check_text,
    limits::{PHOTOGRAPHS_PER_REPORT, RESULT_PHOTOGRAPHS},
};
use serde::{Deserialize, Serialize};

use super::model::Case;

/// Something that somebody wants to do to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// *Tiếp nhận*: the unit takes the case.
    Accept,
    /// *Không tiếp nhận*: the unit doesn't, and says why.
    Refuse {
        /// Why; the person reads it.
        reason: String,
    },
    /// *Xử lý*: work begins.
    Start,
    /// *Yêu cầu bổ sung*: the unit asks the person something.
    Ask {
        /// The question.
        text: String,
    },
    /// *Đã xử lý*: it is done, and this is how.
    Resolve {
        /// What was done; the person reads it.
        text: String,
        /// Photographs of the result. Their bytes are where photographs lie.
        photographs: Vec<ResultPhotograph>,
    },
    /// The unit writes to the person; the case stays where it is.
    Reply {
        /// What it writes.
        text: String,
    },
    /// A note inside the unit.
    Note {
        /// What it says.
        text: String,
    },
    /// The person adds words.
    AddText {
        /// What is added.
        text: String,
    },
    /// The person names more attachments.
    Attach {
        /// Which.
        attachments: Vec<Attachment>,
    },
    /// The person answers the unit.
    Respond {
        /// The answer.
        text: String,
    },
    /// *Thu hồi*: the person takes the report back.
    Withdraw,
    /// *Đã xong*: the person confirms that it is fixed.
    Confirm,
    /// *Chưa xong*: the person says that it isn't.
    Reopen {
        /// Why.
        text: String,
    },
    /// The person rates the handling.
    Rate {
        /// From 1 to 5.
        stars: u8,
        /// A word on it; may be empty.
        text: String,
    },
    /// The person says how to be reached (the data itself goes elsewhere).
    GiveContact,
    /// Somebody else stands by the report.
    Support,
}

/// An [`Action`] without what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the action of the same name")]
pub enum ActionKind {
    Accept,
    Refuse,
    Start,
    Ask,
    Resolve,
    Reply,
    Note,
    AddText,
    Attach,
    Respond,
    Withdraw,
    Confirm,
    Reopen,
    Rate,
    GiveContact,
    Support,
}

impl Action {
    /// The action without what it says.
    #[must_use]
    pub fn kind(&self) -> ActionKind {
        match self {
            Self::Accept => ActionKind::Accept,
            Self::Refuse { .. } => ActionKind::Refuse,
            Self::Start => ActionKind::Start,
            Self::Ask { .. } => ActionKind::Ask,
            Self::Resolve { .. } => ActionKind::Resolve,
            Self::Reply { .. } => ActionKind::Reply,
            Self::Note { .. } => ActionKind::Note,
            Self::AddText { .. } => ActionKind::AddText,
            Self::Attach { .. } => ActionKind::Attach,
            Self::Respond { .. } => ActionKind::Respond,
            Self::Withdraw => ActionKind::Withdraw,
            Self::Confirm => ActionKind::Confirm,
            Self::Reopen { .. } => ActionKind::Reopen,
            Self::Rate { .. } => ActionKind::Rate,
            Self::GiveContact => ActionKind::GiveContact,
            Self::Support => ActionKind::Support,
        }
    }

    /// The first of the protocol's limits that its content breaks, if any.
    pub(super) fn check(&self, case: &Case) -> Result<(), Code> {
        match self {
            Self::Refuse { reason: text }
            | Self::Ask { text }
            | Self::Reply { text }
            | Self::Note { text }
            | Self::AddText { text }
            | Self::Respond { text }
            | Self::Reopen { text } => check_said(text),
            Self::Resolve { text, photographs } => {
                check_said(text)?;
                if photographs.len() > RESULT_PHOTOGRAPHS {
                    Err(Code::TooManyPhotographs)
                } else if !photographs.iter().all(ResultPhotograph::is_within_limits) {
                    Err(Code::PhotographInvalid)
                } else {
                    Ok(())
                }
            }
            Self::Rate { text, .. } => check_text(text),
            Self::Attach { attachments } => {
                let named = |new: &Attachment| {
                    let is_same = |old: &Attachment| old.sha256 == new.sha256;
                    case.attachments.iter().any(|a| is_same(&a.attachment))
                };
                if case.attachments.len() + attachments.len() > PHOTOGRAPHS_PER_REPORT {
                    Err(Code::TooManyPhotographs)
                } else if attachments.iter().any(named) {
                    Err(Code::Malformed)
                } else {
                    Ok(())
                }
            }
            Self::Accept
            | Self::Start
            | Self::Withdraw
            | Self::Confirm
            | Self::GiveContact
            | Self::Support => Ok(()),
        }
    }
}

/// Words that must be there, within the limits of a text.
fn check_said(text: &str) -> Result<(), Code> {
    check_text(text)?;
    if text.is_empty() {
        return Err(Code::TextRequired);
    }
    Ok(())
}

impl ActionKind {
    /// Every action.
    pub const ALL: [Self; 16] = [
        Self::Accept,
        Self::Refuse,
        Self::Start,
        Self::Ask,
        Self::Resolve,
        Self::Reply,
        Self::Note,
        Self::AddText,
        Self::Attach,
        Self::Respond,
        Self::Withdraw,
        Self::Confirm,
        Self::Reopen,
        Self::Rate,
        Self::GiveContact,
        Self::Support,
    ];
}
