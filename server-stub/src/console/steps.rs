//! What an officer may do to a case now, as buttons and forms. The table is
//! [`case::transition`](fn@crate::case::transition)'s; here each action gets its words.

use langnghe_wire::{CaseStatus, ResultPhotograph};

use super::texts::{ActionTexts, Texts};
use crate::case::{Action, ActionKind, Party, available};

/// A button, or a form with words to write.
#[derive(Debug)]
pub(super) struct Step {
    /// What its form carries in `do`.
    pub(super) name: &'static str,
    pub(super) button: &'static str,
    pub(super) needs_text: bool,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) send: &'static str,
    /// Whether photographs of the result can come with it.
    pub(super) takes_photographs: bool,
    /// Whether it is the one that a case in this state asks for first.
    pub(super) main: bool,
    /// What was typed before, where a form is shown again.
    pub(super) typed: String,
    /// Whether the form is shown again, and so isn't folded away.
    pub(super) open: bool,
}

/// What officers do, in the order in which a page offers it.
const OFFICERS: [ActionKind; 7] = [
    ActionKind::Accept,
    ActionKind::Start,
    ActionKind::Resolve,
    ActionKind::Ask,
    ActionKind::Refuse,
    ActionKind::Reply,
    ActionKind::Note,
];

/// The action that a form names in `do`.
pub(super) fn kind_of(name: &str) -> Option<ActionKind> {
    OFFICERS
        .into_iter()
        .find(|kind| name_of(*kind) == Some(name))
}

/// The name of an action in forms; none for what only citizens do.
pub(super) fn name_of(kind: ActionKind) -> Option<&'static str> {
    Some(match kind {
        ActionKind::Accept => "accept",
        ActionKind::Refuse => "refuse",
        ActionKind::Start => "start",
        ActionKind::Ask => "ask",
        ActionKind::Resolve => "resolve",
        ActionKind::Reply => "reply",
        ActionKind::Note => "note",
        _ => return None,
    })
}

/// The action with its words, and the photographs of a result. Those that need none drop them.
pub(super) fn action(
    kind: ActionKind,
    text: String,
    photographs: Vec<ResultPhotograph>,
) -> Option<Action> {
    Some(match kind {
        ActionKind::Accept => Action::Accept,
        ActionKind::Refuse => Action::Refuse { reason: text },
        ActionKind::Start => Action::Start,
        ActionKind::Ask => Action::Ask { text },
        ActionKind::Resolve => Action::Resolve { text, photographs },
        ActionKind::Reply => Action::Reply { text },
        ActionKind::Note => Action::Note { text },
        _ => return None,
    })
}

/// What the page says once it is done.
pub(super) fn done(kind: ActionKind, texts: &'static ActionTexts) -> Option<&'static str> {
    Some(match kind {
        ActionKind::Accept => &texts.accept_done,
        ActionKind::Refuse => &texts.refuse_done,
        ActionKind::Start => &texts.start_done,
        ActionKind::Ask => &texts.ask_done,
        ActionKind::Resolve => &texts.resolve_done,
        ActionKind::Reply => &texts.reply_done,
        ActionKind::Note => &texts.note_done,
        _ => return None,
    })
}

/// The step of an action, not typed into yet.
pub(super) fn step(kind: ActionKind, texts: &'static Texts) -> Option<Step> {
    let t = &texts.actions;
    let at_once = ["", "", ""];
    let (button, words): (&'static str, [&'static str; 3]) = match kind {
        ActionKind::Accept => (&t.accept, at_once),
        ActionKind::Start => (&t.start, at_once),
        ActionKind::Refuse => (&t.refuse, [&t.refuse_label, &t.refuse_hint, &t.refuse_send]),
        ActionKind::Ask => (&t.ask, [&t.ask_label, &t.ask_hint, &t.ask_send]),
        ActionKind::Resolve => (
            &t.resolve,
            [&t.resolve_label, &t.resolve_hint, &t.resolve_send],
        ),
        ActionKind::Reply => {
            let c = &texts.case;
            (&c.reply, [&c.reply_text, &c.reply_hint, &c.reply_send])
        }
        ActionKind::Note => {
            let c = &texts.case;
            (&c.note, [&c.note_text, &c.note_hint, &c.note_save])
        }
        _ => return None,
    };
    let [label, hint, send] = words;
    Some(Step {
        name: name_of(kind)?,
        button,
        needs_text: !label.is_empty(),
        label,
        hint,
        send,
        takes_photographs: kind == ActionKind::Resolve,
        main: false,
        typed: String::new(),
        open: false,
    })
}

/// Everything that the page of a case in this state offers.
#[derive(Debug)]
pub(super) struct Offer {
    /// Where the case can go.
    pub(super) steps: Vec<Step>,
    pub(super) reply: Option<Step>,
    pub(super) note: Option<Step>,
}

impl Offer {
    pub(super) fn new(status: CaseStatus, texts: &'static Texts) -> Self {
        let allowed: Vec<ActionKind> = available(status, Party::Unit).collect();
        let mut offered = Self {
            steps: Vec::new(),
            reply: None,
            note: None,
        };
        for kind in OFFICERS.into_iter().filter(|kind| allowed.contains(kind)) {
            match kind {
                ActionKind::Reply => offered.reply = step(kind, texts),
                ActionKind::Note => offered.note = step(kind, texts),
                kind => offered.steps.extend(step(kind, texts)),
            }
        }
        if let Some(first) = offered.steps.first_mut() {
            first.main = true;
        }
        offered
    }

    /// Shows what was typed into a form that couldn't be taken.
    pub(super) fn keep(&mut self, kind: ActionKind, typed: &str) {
        let name = name_of(kind);
        let all = self
            .steps
            .iter_mut()
            .chain(&mut self.reply)
            .chain(&mut self.note);
        for step in all.filter(|step| Some(step.name) == name) {
            step.typed = typed.to_owned();
            step.open = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use langnghe_wire::words::Language;

    use super::*;
    use crate::console::texts::texts;

    #[test]
    fn everything_that_a_unit_may_do_has_its_words() {
        for status in CaseStatus::ALL {
            for kind in available(status, Party::Unit) {
                for language in [Language::Vietnamese, Language::English] {
                    let texts = texts(language);
                    let step = step(kind, texts).unwrap();
                    assert_eq!(kind_of(step.name), Some(kind));
                    assert!(done(kind, &texts.actions).is_some());
                    assert_eq!(action(kind, "x".into(), vec![]).unwrap().kind(), kind);
                }
            }
        }
    }

    #[test]
    fn one_step_stands_out_and_what_was_typed_stays() {
        let mut offer = Offer::new(CaseStatus::Received, texts(Language::English));
        let names: Vec<_> = offer
            .steps
            .iter()
            .map(|step| (step.name, step.main))
            .collect();
        assert_eq!(names, [("accept", true), ("ask", false), ("refuse", false)]);
        offer.keep(ActionKind::Refuse, "because");
        let kept: Vec<_> = offer
            .steps
            .iter()
            .filter(|s| s.open)
            .map(|s| &s.typed)
            .collect();
        assert_eq!(kept, ["because"]);
    }

    #[test]
    fn a_citizens_action_is_none_of_ours() {
        assert_eq!(kind_of("withdraw"), None);
        assert_eq!(kind_of(""), None);
    }
}
