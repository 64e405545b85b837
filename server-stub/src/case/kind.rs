//! The names of what can be done to a case.

use serde::{Deserialize, Serialize};

use super::action::Action;

/// An [`Action`] without what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the action of the same name")]
pub enum ActionKind {
    Accept,
    Refuse,
    Forward,
    Assign,
    Start,
    Ask,
    Pause,
    Resume,
    SetLevel,
    Propose,
    Approve,
    SendBack,
    Resolve,
    Reply,
    Note,
    Merge,
    Unmerge,
    Cover,
    Publish,
    Unpublish,
    Close,
    Reckon,
    AddText,
    Attach,
    Respond,
    Withdraw,
    Confirm,
    Agree,
    Reopen,
    Rate,
    GiveContact,
    Support,
}

impl ActionKind {
    /// Every action.
    pub const ALL: [Self; 32] = [
        Self::Accept,
        Self::Refuse,
        Self::Forward,
        Self::Assign,
        Self::Start,
        Self::Ask,
        Self::Pause,
        Self::Resume,
        Self::SetLevel,
        Self::Propose,
        Self::Approve,
        Self::SendBack,
        Self::Resolve,
        Self::Reply,
        Self::Note,
        Self::Merge,
        Self::Unmerge,
        Self::Cover,
        Self::Publish,
        Self::Unpublish,
        Self::Close,
        Self::Reckon,
        Self::AddText,
        Self::Attach,
        Self::Respond,
        Self::Withdraw,
        Self::Confirm,
        Self::Agree,
        Self::Reopen,
        Self::Rate,
        Self::GiveContact,
        Self::Support,
    ];
}

impl Action {
    /// The action without what it says.
    #[must_use]
    pub fn kind(&self) -> ActionKind {
        match self {
            Self::Accept => ActionKind::Accept,
            Self::Refuse { .. } => ActionKind::Refuse,
            Self::Forward { .. } => ActionKind::Forward,
            Self::Assign { .. } => ActionKind::Assign,
            Self::Start => ActionKind::Start,
            Self::Ask { .. } => ActionKind::Ask,
            Self::Pause { .. } => ActionKind::Pause,
            Self::Resume => ActionKind::Resume,
            Self::SetLevel { .. } => ActionKind::SetLevel,
            Self::Propose(_) => ActionKind::Propose,
            Self::Approve => ActionKind::Approve,
            Self::SendBack { .. } => ActionKind::SendBack,
            Self::Resolve(_) => ActionKind::Resolve,
            Self::Reply { .. } => ActionKind::Reply,
            Self::Note { .. } => ActionKind::Note,
            Self::Merge { .. } => ActionKind::Merge,
            Self::Unmerge => ActionKind::Unmerge,
            Self::Cover(_) => ActionKind::Cover,
            Self::Publish(_) => ActionKind::Publish,
            Self::Unpublish(_) => ActionKind::Unpublish,
            Self::Close => ActionKind::Close,
            Self::Reckon(_) => ActionKind::Reckon,
            Self::AddText { .. } => ActionKind::AddText,
            Self::Attach { .. } => ActionKind::Attach,
            Self::Respond { .. } => ActionKind::Respond,
            Self::Withdraw => ActionKind::Withdraw,
            Self::Confirm => ActionKind::Confirm,
            Self::Agree => ActionKind::Agree,
            Self::Reopen { .. } => ActionKind::Reopen,
            Self::Rate { .. } => ActionKind::Rate,
            Self::GiveContact => ActionKind::GiveContact,
            Self::Support => ActionKind::Support,
        }
    }
}
