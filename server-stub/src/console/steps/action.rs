//! What a form says, read as an action.

use langnghe_places::Level;
use langnghe_wire::{Reference, Remedy, ReportId, ResultPhotograph};

use super::Choices;
use crate::{
    case::{Action, ActionKind, Solution},
    console::typed::Typed,
    identity::UserId,
    state::App,
};

/// What can't be read, at which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum Wrong {
    /// There is no such unit.
    Unit,
    /// There is no such colleague.
    User,
    /// There is no such level.
    Level,
    /// It isn't said how far the remedy goes.
    Remedy,
    /// There is no such other case.
    Into,
    /// Officers don't do this.
    Unknown,
}

/// The action with what was typed and chosen, and the photographs of a result. Those that need
/// none of it drop it. `main` is the case whose reference stands in `into`.
pub(in crate::console) fn action(
    kind: ActionKind,
    typed: &Typed,
    photographs: Vec<ResultPhotograph>,
    main: Option<(ReportId, Reference)>,
    choices: &Choices,
    state: &App,
) -> Result<Action, Wrong> {
    let text = typed.get("text").to_owned();
    Ok(match kind {
        ActionKind::Accept => Action::Accept,
        ActionKind::Refuse => Action::Refuse {
            reason: text,
            belongs: typed.get("belongs").to_owned(),
        },
        ActionKind::Forward => Action::Forward {
            unit: state
                .rules
                .current()
                .active_unit(typed.get("unit"))
                .ok_or(Wrong::Unit)?,
            reason: text,
        },
        ActionKind::Assign => Action::Assign {
            to: person(typed.get("user"), choices)?,
        },
        ActionKind::Start => Action::Start,
        ActionKind::Ask => Action::Ask { text },
        ActionKind::Pause => Action::Pause { reason: text },
        ActionKind::Resume => Action::Resume,
        ActionKind::SetLevel => Action::SetLevel {
            level: Level::from_name(typed.get("level")).ok_or(Wrong::Level)?,
            reason: text,
            runs: None,
        },
        ActionKind::Propose => Action::Propose(solution(text, typed, photographs)?),
        ActionKind::Approve => Action::Approve,
        ActionKind::SendBack => Action::SendBack { reason: text },
        ActionKind::Resolve => Action::Resolve(solution(text, typed, photographs)?),
        ActionKind::Reply => Action::Reply {
            text,
            public: typed.get("public") == "yes",
        },
        ActionKind::Note => Action::Note { text },
        ActionKind::Merge => {
            let (into, reference) = main.ok_or(Wrong::Into)?;
            Action::Merge { into, reference }
        }
        ActionKind::Unmerge => Action::Unmerge,
        _ => return Err(Wrong::Unknown),
    })
}

fn person(chosen: &str, choices: &Choices) -> Result<Option<(UserId, String)>, Wrong> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let is_chosen = |(UserId(id), _): &&(UserId, String)| id.to_string() == chosen;
    let found = choices.colleagues.iter().find(is_chosen);
    found.cloned().map(Some).ok_or(Wrong::User)
}

fn solution(
    text: String,
    typed: &Typed,
    photographs: Vec<ResultPhotograph>,
) -> Result<Solution, Wrong> {
    let remedy = match typed.get("remedy") {
        "temporary" => Remedy::Temporary,
        "lasting" => Remedy::Lasting,
        _ => return Err(Wrong::Remedy),
    };
    let why = typed.get("without_photograph");
    // With a photograph there is nothing to excuse.
    let is_without = photographs.is_empty() && !why.is_empty();
    Ok(Solution {
        text,
        cause: typed.get("cause").to_owned(),
        remedy,
        photographs,
        without_photograph: is_without.then(|| why.to_owned()),
    })
}
