//! What an officer may do to a case now, as buttons and forms. The table is
//! [`case::transition`](fn@crate::case::transition)'s; here each action gets its words and fields.
//!
//! ```text
//! case, party ─▶ available ─▶ Offer: the likeliest steps │ the rest, folded │ reply │ note
//! Typed ─▶ action ─▶ Action, or the field that is wrong
//! ```

mod action;
mod choices;
mod field;
mod words;

pub(super) use self::{
    action::{Wrong, action},
    choices::{Choices, Template},
    field::{Choice, Field, Group, Kind},
    words::{done, step},
};

use super::{session::Desk, typed::Typed};
use crate::{
    case::{ActionKind, Case, Party, Solution, available},
    state::App,
};

/// A button, or a form to fill in.
#[derive(Debug)]
pub(super) struct Step {
    /// What its form carries in `do`.
    pub(super) name: &'static str,
    pub(super) button: &'static str,
    pub(super) send: &'static str,
    /// What is typed and chosen in it; nothing where one press is all.
    pub(super) fields: Vec<Field>,
    /// Texts that its words can begin with.
    pub(super) templates: Vec<Template>,
    /// Whether it is the one that a case in this state asks for first.
    pub(super) main: bool,
    /// Whether the form is shown again, and so isn't folded away.
    pub(super) open: bool,
}

/// What is wrong with a form, at which of its fields.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) field: &'static str,
    pub(super) text: String,
}

impl Step {
    /// Whether files come with it.
    pub(super) fn takes_files(&self) -> bool {
        self.fields.iter().any(|field| field.kind == Kind::Files)
    }

    /// Whether nothing was typed or chosen in it.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.iter().all(|field| field.shown().is_empty())
    }

    /// Fills it in with what was typed, and marks what is wrong with it.
    pub(super) fn keep(&mut self, typed: &Typed, problem: Option<&Problem>) {
        self.open = true;
        for field in &mut self.fields {
            typed.get(field.name).clone_into(&mut field.value);
            field.problem = problem
                .filter(|problem| problem.field == field.name)
                .map(|problem| problem.text.clone());
        }
        // Where nothing is wrong, whoever comes back goes on at the first field.
        let wrong = self.fields.iter().position(|field| field.problem.is_some());
        if let Some(field) = self.fields.get_mut(wrong.unwrap_or(0)) {
            field.focus = true;
        }
    }
}

/// What officers do, the likeliest first.
const OFFICERS: [ActionKind; 17] = [
    ActionKind::Approve,
    ActionKind::Accept,
    ActionKind::Resume,
    ActionKind::Start,
    ActionKind::Propose,
    ActionKind::Resolve,
    ActionKind::SendBack,
    ActionKind::Ask,
    ActionKind::Refuse,
    ActionKind::Forward,
    ActionKind::Assign,
    ActionKind::Pause,
    ActionKind::SetLevel,
    ActionKind::Merge,
    ActionKind::Unmerge,
    ActionKind::Reply,
    ActionKind::Note,
];

/// Steps that stand open on the page; the rest is one press away.
const LIKELIEST: usize = 3;

/// The action that a form names in `do`.
pub(super) fn kind_of(name: &str) -> Option<ActionKind> {
    OFFICERS
        .into_iter()
        .find(|kind| name_of(*kind) == Some(name))
}

/// The name of an action in forms; none for what officers don't do.
pub(super) fn name_of(kind: ActionKind) -> Option<&'static str> {
    Some(match kind {
        ActionKind::Accept => "accept",
        ActionKind::Refuse => "refuse",
        ActionKind::Forward => "forward",
        ActionKind::Assign => "assign",
        ActionKind::Start => "start",
        ActionKind::Ask => "ask",
        ActionKind::Pause => "pause",
        ActionKind::Resume => "resume",
        ActionKind::SetLevel => "set_level",
        ActionKind::Propose => "propose",
        ActionKind::Approve => "approve",
        ActionKind::SendBack => "send_back",
        ActionKind::Resolve => "resolve",
        ActionKind::Reply => "reply",
        ActionKind::Note => "note",
        ActionKind::Merge => "merge",
        ActionKind::Unmerge => "unmerge",
        _ => return None,
    })
}

/// What an officer may do to a case now, the likeliest first.
pub(super) fn offered(case: &Case, desk: &Desk, state: &App) -> Vec<ActionKind> {
    let party = Party::of(desk.user().role);
    let allowed: Vec<ActionKind> = available(case, party, &state.rules.current()).collect();
    OFFICERS
        .into_iter()
        .filter(|kind| allowed.contains(kind))
        .collect()
}

/// Everything that a case's page offers.
#[derive(Debug)]
pub(super) struct Offer {
    /// Where the case most likely goes.
    pub(super) steps: Vec<Step>,
    /// What else can be done to it.
    pub(super) more: Vec<Step>,
    pub(super) reply: Option<Step>,
    pub(super) note: Option<Step>,
}

impl Offer {
    pub(super) fn new(offered: Vec<ActionKind>, choices: &Choices) -> Self {
        let mut offer = Self {
            steps: Vec::new(),
            more: Vec::new(),
            reply: None,
            note: None,
        };
        for kind in offered {
            let step = step(kind, choices);
            match kind {
                ActionKind::Reply => offer.reply = step,
                ActionKind::Note => offer.note = step,
                _ if is_seldom(kind) || offer.steps.len() == LIKELIEST => offer.more.extend(step),
                _ => offer.steps.extend(step),
            }
        }
        if let Some(first) = offer.steps.first_mut() {
            first.main = true;
        }
        offer
    }

    /// Shows what was typed into a form that couldn't be taken.
    pub(super) fn keep(&mut self, kind: ActionKind, typed: &Typed, problem: Option<&Problem>) {
        let name = name_of(kind);
        let all = self
            .steps
            .iter_mut()
            .chain(&mut self.more)
            .chain(&mut self.reply)
            .chain(&mut self.note);
        for step in all.filter(|step| Some(step.name) == name) {
            step.keep(typed, problem);
        }
    }

    /// Lets a result begin with one that was proposed and sent back: its words are written on.
    /// Photographs are chosen anew.
    pub(super) fn begin_with(&mut self, sent_back: &Solution) {
        let Solution {
            text,
            cause,
            remedy,
            without_photograph,
            ..
        } = sent_back;
        let results = [ActionKind::Propose, ActionKind::Resolve].map(name_of);
        let all = self.steps.iter_mut().chain(&mut self.more);
        for step in all.filter(|step| results.contains(&Some(step.name))) {
            for field in &mut step.fields {
                field.value = match field.name {
                    "text" => text.clone(),
                    "cause" => cause.clone(),
                    "remedy" => remedy.as_str().to_owned(),
                    "without_photograph" => without_photograph.clone().unwrap_or_default(),
                    _ => continue,
                };
            }
        }
    }

    /// Whether a step that is folded away is to be seen.
    pub(super) fn more_is_open(&self) -> bool {
        self.more.iter().any(|step| step.open)
    }
}

/// What leads a case nowhere by itself.
fn is_seldom(kind: ActionKind) -> bool {
    matches!(
        kind,
        ActionKind::Assign | ActionKind::Pause | ActionKind::SetLevel | ActionKind::Merge
    )
}

#[cfg(test)]
mod tests;
