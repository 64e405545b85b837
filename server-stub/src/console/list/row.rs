//! A case as a row of the list says it. Who reported is no part of it.

use jiff::Timestamp;
use langnghe_wire::{CaseStatus, words::Language};

use super::super::{
    assets::symbol,
    page::{Frame, commune_name},
    session::Desk,
    steps,
    texts::{Texts, fill},
    time::{Urgency, left, moment},
    view::{self, Due, Status, category_name},
};
use crate::{
    case::{ActionKind, Party, available_at},
    state::App,
    store::CaseSummary,
};

/// Characters of what was said: two lines of a wide screen.
const SAID: usize = 160;
/// Actions that a row offers.
const OFFERED: usize = 3;

/// What a row can do with one press, and what it leads to the case's page for; the likeliest
/// first. Where a person must be told something, the words are written on the page.
const LIKELY: [ActionKind; 9] = [
    ActionKind::Approve,
    ActionKind::Accept,
    ActionKind::Resume,
    ActionKind::Start,
    ActionKind::Propose,
    ActionKind::Resolve,
    ActionKind::SendBack,
    ActionKind::Ask,
    ActionKind::Forward,
];

#[derive(Debug)]
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) version: u64,
    pub(super) address: String,
    /// What its mark says of it when several are chosen.
    pub(super) mark: String,
    pub(super) thumbnail: Option<String>,
    pub(super) symbol: String,
    pub(super) category: String,
    /// The level's name and class, where it isn't the ordinary one.
    pub(super) level: Option<(&'static str, &'static str)>,
    pub(super) said: String,
    pub(super) commune: String,
    pub(super) reference: String,
    pub(super) came: String,
    pub(super) photographs: Option<String>,
    pub(super) together: Option<String>,
    pub(super) recurs: bool,
    pub(super) unread: bool,
    pub(super) status: Status,
    pub(super) due: Option<Due>,
    pub(super) paused: bool,
    pub(super) mover: Option<&'static str>,
    pub(super) assignee: Option<String>,
    /// What its actions are called together, for those who don't see where they stand.
    pub(super) actions: String,
    /// What one press does: its name and its words.
    pub(super) presses: Vec<(&'static str, &'static str)>,
    /// What leads to a form of the case's page.
    pub(super) ways: Vec<(String, &'static str)>,
}

impl Row {
    pub(super) fn new(
        case: &CaseSummary,
        frame: &Frame,
        desk: &Desk,
        state: &App,
        now: Timestamp,
    ) -> Self {
        let (texts, language) = (frame.texts, frame.language);
        let t = &texts.work;
        let rules = state.rules.current();
        let (arrived, named) = (case.photographs_arrived, case.photographs_named);
        let together = case.supporters + case.standing.companions + 1;
        let address = view::address(case.id);
        let (presses, ways) = offered(case, &address, desk, state, texts);
        Self {
            mark: format!("{}.{}", case.id, case.version),
            number: case.row,
            version: case.version,
            thumbnail: case
                .first_photograph
                .map(|photograph| view::thumbnail(case.id, photograph)),
            symbol: symbol(&case.category).to_owned(),
            category: category_name(&case.category, &rules.catalogue, language),
            level: match case.level.as_str() {
                "urgent" => Some((texts.levels.urgent, "urgent")),
                "complex" => Some((texts.levels.complex, "complex")),
                _ => None,
            },
            said: first_line(&case.text),
            commune: commune_name(&case.commune, rules.communes),
            reference: case.reference.to_string(),
            came: came(case, texts, language),
            photographs: (named > 0).then(|| {
                fill(
                    &texts.list.photographs,
                    &[("sent", &arrived), ("total", &named)],
                )
            }),
            together: (together > 1).then(|| fill(&t.together, &[("n", &together)])),
            recurs: case.recurs,
            unread: case.unread,
            status: Status::new(case.status, language),
            due: case.next_due.map(|due| Due {
                clock: match case.status {
                    CaseStatus::Received => texts.clocks.intake,
                    _ => texts.clocks.resolution,
                },
                left: left(due, now, &texts.clocks),
                class: Urgency::of(due, now).class(),
            }),
            paused: case.paused_at.is_some(),
            mover: match case.whose_move.as_str() {
                "unit" => Some(t.move_unit),
                "leader" => Some(t.move_leader),
                "citizen" => Some(t.move_citizen),
                _ => None,
            },
            assignee: case
                .assignee
                .as_ref()
                .map(|name| fill(&t.assigned, &[("name", name)])),
            actions: fill(&t.actions, &[("reference", &case.reference)]),
            presses,
            ways,
            address,
        }
    }

    /// The row's class: how pressing it is.
    pub(super) fn class(&self) -> &'static str {
        self.due.as_ref().map_or("", |due| due.class)
    }
}

/// The first line that says something.
fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    let line = line.unwrap_or_default();
    match line.char_indices().nth(SAID) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// When it came, and by what way if not by the app.
fn came(case: &CaseSummary, texts: &'static Texts, language: Language) -> String {
    let when = moment(case.received_at, language);
    let t = &texts.work;
    let by = match case.origin.as_str() {
        "phone" => &t.came_by_phone,
        "in_person" => &t.came_in_person,
        "paper" => &t.came_on_paper,
        "other_system" => &t.came_from_elsewhere,
        _ => &texts.list.came,
    };
    fill(by, &[("when", &when)])
}

type Offered = (
    Vec<(&'static str, &'static str)>,
    Vec<(String, &'static str)>,
);

fn offered(
    case: &CaseSummary,
    address: &str,
    desk: &Desk,
    state: &App,
    texts: &'static Texts,
) -> Offered {
    let party = Party::of(desk.user().role);
    let rules = state.rules.current();
    let allowed: Vec<_> = available_at(case.standing, &case.unit, party, &rules).collect();
    let (mut presses, mut ways) = (vec![], vec![]);
    let likely = LIKELY.into_iter().filter(|kind| allowed.contains(kind));
    for kind in likely.take(OFFERED) {
        let (Some(name), Some(words)) = (steps::name_of(kind), words(kind, texts)) else {
            continue;
        };
        if is_one_press(kind) {
            presses.push((name, words));
        } else {
            ways.push((format!("{address}#{name}-text"), words));
        }
    }
    (presses, ways)
}

/// Whether one press is all that an action needs.
pub(super) fn is_one_press(kind: ActionKind) -> bool {
    use ActionKind as A;
    matches!(kind, A::Approve | A::Accept | A::Resume | A::Start)
}

fn words(kind: ActionKind, texts: &'static Texts) -> Option<&'static str> {
    let t = &texts.actions;
    Some(match kind {
        ActionKind::Approve => t.approve,
        ActionKind::Accept => t.accept,
        ActionKind::Resume => t.resume,
        ActionKind::Start => t.start,
        ActionKind::Propose => t.propose,
        ActionKind::Resolve => t.resolve,
        ActionKind::SendBack => t.send_back,
        ActionKind::Ask => t.ask,
        ActionKind::Forward => t.forward,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::texts::texts;

    #[test]
    fn every_likely_action_has_its_name_and_its_words() {
        for kind in LIKELY {
            assert!(steps::name_of(kind).is_some(), "{kind:?}");
            assert!(words(kind, texts(Language::English)).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn a_row_says_the_first_line_and_no_more() {
        assert_eq!(first_line("\n  \nĐê nứt.\nSau nhà ông Bảy"), "Đê nứt.");
        assert_eq!(first_line(&"đ".repeat(161)).chars().count(), 161);
        assert_eq!(first_line(""), "");
    }
}
