//! The words and the fields of each action.

use langnghe_places::Level;

use super::{
    Step,
    choices::Choices,
    field::{Choice, Field, Group, Kind},
    name_of,
};
use crate::{
    case::ActionKind,
    console::texts::{ActionTexts, Texts},
    identity::UserId,
};

/// What the page says once it is done.
pub(in crate::console) fn done(
    kind: ActionKind,
    texts: &'static ActionTexts,
) -> Option<&'static str> {
    Some(match kind {
        ActionKind::Accept => texts.accept_done,
        ActionKind::Refuse => texts.refuse_done,
        ActionKind::Forward => texts.forward_done,
        ActionKind::Assign => texts.assign_done,
        ActionKind::Start => texts.start_done,
        ActionKind::Ask => texts.ask_done,
        ActionKind::Pause => texts.pause_done,
        ActionKind::Resume => texts.resume_done,
        ActionKind::SetLevel => texts.set_level_done,
        ActionKind::Propose => texts.propose_done,
        ActionKind::Approve => texts.approve_done,
        ActionKind::SendBack => texts.send_back_done,
        ActionKind::Resolve => texts.resolve_done,
        ActionKind::Reply => texts.reply_done,
        ActionKind::Note => texts.note_done,
        ActionKind::Merge => texts.merge_done,
        ActionKind::Unmerge => texts.unmerge_done,
        _ => return None,
    })
}

/// The step of an action, not filled in yet; none for what officers don't do.
pub(in crate::console) fn step(kind: ActionKind, choices: &Choices) -> Option<Step> {
    let name = name_of(kind)?;
    let texts = choices.texts;
    let t = &texts.actions;
    let field = |field, kind, words| Field::new(name, field, kind, words);
    let words = |words| field("text", Kind::Words, words);
    let (button, send, fields) = match kind {
        ActionKind::Accept => (t.accept, t.accept, vec![]),
        ActionKind::Start => (t.start, t.start, vec![]),
        ActionKind::Resume => (t.resume, t.resume, vec![]),
        ActionKind::Approve => (t.approve, t.approve, vec![]),
        ActionKind::Unmerge => (t.unmerge, t.unmerge, vec![]),
        ActionKind::Refuse => {
            let belongs = [t.refuse_belongs, t.refuse_belongs_hint];
            let fields = vec![
                words([t.refuse_label, t.refuse_hint]),
                field("belongs", Kind::Line, belongs),
            ];
            (t.refuse, t.refuse_send, fields)
        }
        ActionKind::Forward => {
            let units = Kind::Select(with_none(t.choose, choices.units.clone()));
            let fields = vec![
                field("unit", units, [t.forward_unit, t.forward_unit_hint]),
                words([t.forward_label, t.forward_hint]),
            ];
            (t.forward, t.forward_send, fields)
        }
        ActionKind::Assign => {
            let people = Kind::Select(vec![Group::of("", choices.people())]);
            let now = choices.assignee.map(|UserId(id)| id.to_string());
            let person = field("user", people, [t.assign_user, t.assign_hint])
                .with(now.unwrap_or_default())
                .optional();
            (t.assign, t.assign_send, vec![person])
        }
        ActionKind::Ask => (t.ask, t.ask_send, vec![words([t.ask_label, t.ask_hint])]),
        ActionKind::Pause => {
            let reason = words([t.pause_label, t.pause_hint]);
            (t.pause, t.pause_send, vec![reason])
        }
        ActionKind::SetLevel => {
            let level =
                field("level", levels(texts), [t.set_level_level, ""]).with(choices.level.as_str());
            let reason = words([t.set_level_label, t.set_level_hint]);
            (t.set_level, t.set_level_send, vec![level, reason])
        }
        ActionKind::Propose => (t.propose, t.propose_send, solution(name, t)),
        ActionKind::Resolve => (t.resolve, t.resolve_send, solution(name, t)),
        ActionKind::SendBack => {
            let reason = words([t.send_back_label, t.send_back_hint]);
            (t.send_back, t.send_back_send, vec![reason])
        }
        ActionKind::Reply => {
            let c = &texts.case;
            let whom = field("public", readers(t), [t.reply_whom, ""]).with("no");
            let fields = vec![words([c.reply_text, c.reply_hint]), whom];
            (c.reply, c.reply_send, fields)
        }
        ActionKind::Note => {
            let c = &texts.case;
            (c.note, c.note_save, vec![words([c.note_text, c.note_hint])])
        }
        ActionKind::Merge => {
            let into = field("into", Kind::Line, [t.merge_into, t.merge_into_hint]);
            (t.merge, t.merge_send, vec![into])
        }
        _ => return None,
    };
    Some(Step {
        name,
        button,
        send,
        fields,
        templates: match kind {
            // What a citizen reads.
            ActionKind::Reply
            | ActionKind::Ask
            | ActionKind::Refuse
            | ActionKind::Propose
            | ActionKind::Resolve => choices.templates.clone(),
            _ => vec![],
        },
        main: false,
        open: false,
    })
}

/// What was done, with its proof. Files come last: should the form be too large, what was typed
/// has been read.
fn solution(step: &'static str, t: &'static ActionTexts) -> Vec<Field> {
    let field = |name, kind, words| Field::new(step, name, kind, words);
    let remedies = Kind::Radio(vec![
        Choice::new("lasting", t.lasting),
        Choice::new("temporary", t.temporary),
    ]);
    let without = [t.resolve_without, t.resolve_without_hint];
    let photographs = [t.resolve_photographs, t.resolve_photographs_hint];
    vec![
        field("text", Kind::Words, [t.resolve_label, t.resolve_hint]),
        field("cause", Kind::Line, [t.resolve_cause, t.resolve_cause_hint]),
        field("remedy", remedies, [t.resolve_remedy, ""]),
        field("without_photograph", Kind::Line, without).optional(),
        field("photographs", Kind::Files, photographs).optional(),
    ]
}

fn readers(t: &ActionTexts) -> Kind {
    Kind::Radio(vec![
        Choice::new("no", t.reply_private),
        Choice::new("yes", t.reply_public),
    ])
}

fn levels(texts: &Texts) -> Kind {
    let name = |level| match level {
        Level::Urgent => texts.levels.urgent,
        Level::Normal => texts.levels.normal,
        Level::Complex => texts.levels.complex,
    };
    let choice = |level: Level| Choice::new(level.as_str(), name(level));
    Kind::Radio(Level::ALL.map(choice).to_vec())
}

fn with_none(name: &str, mut groups: Vec<Group>) -> Vec<Group> {
    groups.insert(0, Group::of("", vec![Choice::new("", name)]));
    groups
}
