//! What can be done to a case, by anybody.

use langnghe_places::Level;
use langnghe_wire::{
    Attachment, Code, Reference, Remedy, ReportId, ResultPhotograph,
    filing::check_text,
    limits::{PHOTOGRAPHS_PER_REPORT, RESULT_PHOTOGRAPHS},
};
use serde::{Deserialize, Serialize};

use super::{
    model::Case,
    public::{Covered, Piece, PieceName},
    reckon::{Reckoning, Runs},
    refusal::{Lack, Refusal},
    units::Unit,
};
use crate::identity::{Scope, UserId};

/// Something that somebody wants to do to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// *Tiếp nhận*: the unit takes the case.
    Accept,
    /// *Không tiếp nhận*: the unit doesn't, and says why and who does.
    Refuse {
        /// Why; the person reads it.
        reason: String,
        /// Where the matter belongs; the person reads it.
        belongs: String,
    },
    /// *Chuyển*: another unit is to have the case. Its deadline goes with it.
    Forward {
        /// Which.
        unit: Unit,
        /// Why; the person reads it.
        reason: String,
    },
    /// *Phân công*: somebody at the unit is to see to it, or nobody any more.
    Assign {
        /// Who, with the name that others read.
        to: Option<(UserId, String)>,
    },
    /// *Xử lý*: work begins.
    Start,
    /// *Yêu cầu bổ sung*: the unit asks the person something. The clocks stand until they answer.
    Ask {
        /// The question.
        text: String,
    },
    /// *Tạm dừng*: the clocks stand still.
    Pause {
        /// Why; the person reads it.
        reason: String,
    },
    /// *Tiếp tục*: the clocks run again.
    Resume,
    /// The unit sees the matter as more or less pressing than its category says.
    SetLevel {
        /// How pressing.
        level: Level,
        /// Why; the person reads it.
        reason: String,
        /// When its clocks ran and when they stood. Whoever wants it needn't know: the store, which
        /// keeps the history, says so. Where nobody does, the clocks stay as they are.
        runs: Option<Runs>,
    },
    /// *Trình duyệt*: it is done, and the unit's leader is to say so.
    Propose(Solution),
    /// *Duyệt*: the leader says what was proposed.
    Approve,
    /// The leader wants more done before anything is said.
    SendBack {
        /// What.
        reason: String,
    },
    /// *Đã xử lý*: it is done, and this is how.
    Resolve(Solution),
    /// The unit writes; the case stays where it is.
    Reply {
        /// What it writes.
        text: String,
        /// Whether everybody may read it, or the person who reported only.
        public: bool,
    },
    /// A note inside the unit.
    Note {
        /// What it says.
        text: String,
    },
    /// *Gộp trùng*: the same was reported before, and goes on there.
    Merge {
        /// The case that goes on. The store holds that it is one that can.
        into: ReportId,
        /// Its reference.
        reference: Reference,
    },
    /// Undoes [`Merge`](Self::Merge).
    Unmerge,
    /// A copy of a photograph is made in which parts are painted over.
    Cover(Covered),
    /// Something becomes public.
    Publish(Piece),
    /// Something is public no longer.
    Unpublish(PieceName),
    /// Nobody answered in time: the case ends.
    Close,
    /// The calendar or the terms have changed: the dates are reckoned anew. Nothing happens where
    /// they stay.
    Reckon(Reckoning),
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
    /// *Đã xong*, said of a report that goes on elsewhere: what was done there holds for the person.
    Agree,
    /// *Chưa xong*: the person says that it isn't. A report that went on elsewhere stands by itself
    /// again.
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

/// What a unit did, with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    /// What was done; the person reads it.
    pub text: String,
    /// Why it had come to this.
    pub cause: String,
    /// How far the remedy goes.
    pub remedy: Remedy,
    /// Photographs of the result. Their bytes are where photographs lie.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photographs: Vec<ResultPhotograph>,
    /// Why there are none, if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_photograph: Option<String>,
}

impl Action {
    /// What its content lacks, if anything.
    pub(super) fn check(&self, case: &Case) -> Result<(), Refusal> {
        match self {
            Self::Refuse { reason, belongs } => {
                check_said(reason)?;
                check_named(belongs, Lack::Belongs)
            }
            Self::Forward { unit, reason } => {
                check_said(reason)?;
                if unit.code == case.unit {
                    return Err(Refusal::Lacks(Lack::OtherUnit));
                }
                if Scope::from_code(Some(&unit.code)).is_about(case) {
                    return Err(Refusal::Lacks(Lack::UnitNotConcerned));
                }
                Ok(())
            }
            Self::Ask { text }
            | Self::Pause { reason: text }
            | Self::SetLevel { reason: text, .. }
            | Self::SendBack { reason: text }
            | Self::Reply { text, .. }
            | Self::Note { text }
            | Self::AddText { text }
            | Self::Respond { text }
            | Self::Reopen { text } => check_said(text),
            Self::Propose(solution) | Self::Resolve(solution) => solution.check(),
            Self::Rate { text, .. } => Ok(check_text(text)?),
            Self::Cover(covered) => Ok(covered.check(case)?),
            Self::Publish(piece) => Ok(piece.check(case)?),
            Self::Attach { attachments } => check_attachments(attachments, case),
            Self::Accept
            | Self::Assign { .. }
            | Self::Start
            | Self::Resume
            | Self::Approve
            | Self::Merge { .. }
            | Self::Unmerge
            | Self::Unpublish(_)
            | Self::Close
            | Self::Reckon(_)
            | Self::Withdraw
            | Self::Confirm
            | Self::Agree
            | Self::GiveContact
            | Self::Support => Ok(()),
        }
    }

    /// What was done, where it says so.
    #[must_use]
    pub fn solution(&self) -> Option<&Solution> {
        match self {
            Self::Propose(solution) | Self::Resolve(solution) => Some(solution),
            _ => None,
        }
    }
}

impl Solution {
    fn check(&self) -> Result<(), Refusal> {
        check_said(&self.text)?;
        check_named(&self.cause, Lack::Cause)?;
        if self.photographs.len() > RESULT_PHOTOGRAPHS {
            return Err(Code::TooManyPhotographs.into());
        }
        if !self
            .photographs
            .iter()
            .all(ResultPhotograph::is_within_limits)
        {
            return Err(Code::PhotographInvalid.into());
        }
        if self.photographs.is_empty() {
            let why = self.without_photograph.as_deref().unwrap_or_default();
            check_named(why, Lack::Proof)?;
        }
        Ok(())
    }
}

fn check_attachments(new: &[Attachment], case: &Case) -> Result<(), Refusal> {
    let is_named = |new: &Attachment| {
        let is_same = |old: &Attachment| old.sha256 == new.sha256;
        case.attachments.iter().any(|a| is_same(&a.attachment))
    };
    if case.attachments.len() + new.len() > PHOTOGRAPHS_PER_REPORT {
        Err(Code::TooManyPhotographs.into())
    } else if new.iter().any(is_named) {
        Err(Code::Malformed.into())
    } else {
        Ok(())
    }
}

/// Words that must be there, within the limits of a text.
fn check_said(text: &str) -> Result<(), Refusal> {
    check_text(text)?;
    if text.is_empty() {
        return Err(Code::TextRequired.into());
    }
    Ok(())
}

/// Words of a field beside the text.
fn check_named(text: &str, lack: Lack) -> Result<(), Refusal> {
    check_text(text)?;
    if text.is_empty() {
        return Err(Refusal::Lacks(lack));
    }
    Ok(())
}
