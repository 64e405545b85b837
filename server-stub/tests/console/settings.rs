//! What coordinators settle: who may, what follows from it at once, and what happens when two do.

mod catalogue;
mod history;
mod kept;
mod officers;
mod promises;
mod reach;
mod rooms;

use langnghe_server::{case::Moment, settings::Kind};
use langnghe_wire::ReportId;
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, HERE, Page};

const UNITS: &str = "/console/settings/units";
const ROUTING: &str = "/console/settings/routing";
const TERMS: &str = "/console/settings/terms";
const CALENDAR: &str = "/console/settings/calendar";
const ROOMS: [&str; 7] = [
    UNITS, ROUTING, TERMS, CALENDAR, OFFICERS, CATEGORIES, TEMPLATES,
];
const OFFICERS: &str = "/console/settings/officers";
const CATEGORIES: &str = "/console/settings/categories";
const TEMPLATES: &str = "/console/settings/templates";
const HISTORY: &str = "/console/settings/history";

/// Sends a form of a page that was opened before.
async fn send_from(
    browser: &Browser,
    page: &Page,
    room: &str,
    what: &str,
    fields: &[(&str, &str)],
) -> Page {
    let carried = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
        ("do", what),
    ];
    browser.post(room, &[&carried, fields].concat()).await
}

/// Opens a page and sends one of its forms.
async fn send(browser: &Browser, room: &str, what: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(room).await;
    assert_eq!(page.status, StatusCode::OK);
    send_from(browser, &page, room, what, fields).await
}

/// Says yes to what a page foresees.
async fn confirm(browser: &Browser, page: &Page, room: &str) -> Page {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let fields = page.hidden_in("sure");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    browser.post(room, &fields).await
}

/// Waits until no date waits any more to be reckoned anew: the server may be at it as well.
async fn reckoned(desk: &Desk) {
    let moment = Moment::new(desk.now(), desk.state.rules.current());
    while desk.state.store.reckon(moment.clone()).await.unwrap().more {}
}

#[track_caller]
fn assert_saved(page: &Page, room: &str) {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert_eq!(page.leads_to(), format!("{room}?said=saved"));
}

const SKHCN: [(&str, &str); 5] = [
    ("is_new", "on"),
    ("of", "24"),
    ("suffix", "skhcn"),
    ("vi", "Sở Khoa học và Công nghệ"),
    ("active", "on"),
];
const LIGHTING_THERE: [(&str, &str); 3] = [
    ("category", "lighting"),
    ("commune", HERE),
    ("to", "24-skhcn"),
];
const STORM: [(&str, &str); 3] = [
    ("date", "2026-11-25"),
    ("vi", "Nghỉ bão số 15"),
    ("source_vi", "Công điện của UBND tỉnh"),
];

/// The unit of a report, and by when it is answered.
async fn placed(desk: &Desk, who: &str, report: ReportId) -> (String, String) {
    let (user, _) = desk.state.store.credentials(who).await.unwrap().unwrap();
    let detail = desk.state.store.case(&user, report).await.unwrap().unwrap();
    let due = detail.case.clocks.resolution.due;
    (detail.case.unit, due.to_string())
}

/// The form of somebody to be added.
fn officer<'a>(sign_in: &'a str, role: &'a str, unit: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("sign_in", sign_in),
        ("display_name", "Trần Văn Bình"),
        ("email", "binh@bacninh.example"),
        ("role", role),
        ("unit", unit),
        ("password", "mật khẩu của Bình"),
    ]
}
