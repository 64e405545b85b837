//! What coordinators settle: who may, what follows from it at once, and what happens when two do.

use langnghe_server::{
    identity::{IDLE_LIFETIME, Role},
    settings::{Kind, RulesBook},
};
use langnghe_wire::ReportId;
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, HERE, PASSWORD, Page};

const UNITS: &str = "/console/settings/units";
const ROUTING: &str = "/console/settings/routing";
const TERMS: &str = "/console/settings/terms";
const CALENDAR: &str = "/console/settings/calendar";
const ROOMS: [&str; 7] = [
    UNITS, ROUTING, TERMS, CALENDAR, OFFICERS, CATEGORIES, TEMPLATES,
];

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

#[tokio::test]
async fn a_unit_a_rule_and_a_day_off_hold_for_the_next_report() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let phone = desk.phone().await;
    let before = phone.file("lighting", "Đèn hỏng.", &[]).await;

    let hoa = desk.signed_in("hoa").await;
    assert_saved(&send(&hoa, UNITS, "unit", &SKHCN).await, UNITS);
    assert_saved(&send(&hoa, ROUTING, "rule", &LIGHTING_THERE).await, ROUTING);
    assert_saved(&send(&hoa, CALENDAR, "day_off", &STORM).await, CALENDAR);
    let page = hoa.get("/console/settings/units?said=saved").await;
    assert!(page.says("Đã lưu") && page.says("Sở Khoa học và Công nghệ"));
    assert!(hoa.get(CALENDAR).await.says("Nghỉ bão số 15"));
    let asked = format!("{ROUTING}?category=lighting&from={HERE}");
    assert!(hoa.get(&asked).await.says("Đến Sở Khoa học và Công nghệ."));

    let after = phone.file("lighting", "Đèn lại hỏng.", &[]).await;
    let elsewhere = phone.file_in(ELSEWHERE, "lighting", "Đèn hỏng.", &[]).await;
    // Five working days from Monday, of which Tuesday is off; after the storm, six.
    let of = async |report| placed(&desk, "hoa", report).await;
    let expected = |unit: &str, due: &str| (unit.to_owned(), due.to_owned());
    assert_eq!(
        of(before).await,
        expected("07264-kt", "2026-12-01T10:00:00Z")
    );
    assert_eq!(
        of(after).await,
        expected("24-skhcn", "2026-12-02T10:00:00Z")
    );
    assert_eq!(
        of(elsewhere).await,
        expected("07210-kt", "2026-12-02T10:00:00Z")
    );

    let again = RulesBook::load(&*desk.state.store).await.unwrap().current();
    assert!(again.unit("24-skhcn").is_some(), "it outlasts a restart");
    assert_eq!(again.version(Kind::Calendar), 1);
}

#[tokio::test]
async fn officers_and_leaders_do_not_see_settings() {
    let desk = Desk::open().await;
    desk.add_user_as("minh", Role::Leader, Some(HERE)).await;
    desk.add_user("hoa", None).await;
    for name in ["lan", "minh"] {
        let browser = desk.signed_in(name).await;
        assert!(
            !browser
                .get("/console/cases")
                .await
                .says("/console/settings")
        );
        for room in ROOMS {
            assert_eq!(
                browser.get(room).await.status,
                StatusCode::FORBIDDEN,
                "{room}"
            );
            let posted = browser.post(room, &[("do", "unit"), ("csrf", "x")]).await;
            assert_eq!(posted.status, StatusCode::FORBIDDEN, "{room}");
        }
    }
    let hoa = desk.signed_in("hoa").await;
    assert!(hoa.get("/console/cases").await.says("/console/settings"));
    for room in ROOMS {
        assert_eq!(hoa.get(room).await.status, StatusCode::OK, "{room}");
        let forged = hoa
            .post(room, &[("do", "unit"), ("csrf", "x"), ("version", "0")])
            .await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{room}");
        let unknown = send(&hoa, room, "explode", &[]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{room}");
    }
    assert_eq!(hoa.get("/console/settings").await.leads_to(), HISTORY);
}

#[tokio::test]
async fn who_looks_after_one_commune_settles_what_is_its_own() {
    let desk = Desk::open().await;
    desk.add_user_as("hoa", Role::Coordinator, Some(HERE)).await;
    let hoa = desk.signed_in("hoa").await;
    let own = [
        ("is_new", "on"),
        ("of", HERE),
        ("suffix", "doi"),
        ("vi", "Tổ dịch vụ đô thị"),
        ("active", "on"),
    ];
    assert_saved(&send(&hoa, UNITS, "unit", &own).await, UNITS);
    let rule = [
        ("category", "waste"),
        ("commune", HERE),
        ("to", "07264-doi"),
    ];
    assert_saved(&send(&hoa, ROUTING, "rule", &rule).await, ROUTING);

    type Fields = &'static [(&'static str, &'static str)];
    let not_theirs: [(&str, &str, Fields); 5] = [
        (UNITS, "unit", &SKHCN),
        (
            ROUTING,
            "rule",
            &[("category", "waste"), ("commune", ""), ("to", "kt")],
        ),
        (
            ROUTING,
            "rule",
            &[("category", "waste"), ("commune", ELSEWHERE), ("to", "kt")],
        ),
        (ROUTING, "about_staff", &[("category", "waste")]),
        (CALENDAR, "day_off", &STORM),
    ];
    for (room, what, fields) in not_theirs {
        let page = hoa.get(UNITS).await;
        let current = desk.state.rules.current();
        let kind = if room == UNITS {
            Kind::Units
        } else if room == ROUTING {
            Kind::Routing
        } else {
            Kind::Calendar
        };
        let version = current.version(kind).to_string();
        let carried = [
            ("csrf", page.hidden("csrf")),
            ("version", version.as_str()),
            ("do", what),
        ];
        let refused = hoa.post(room, &[&carried, fields].concat()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{room} {what}");
        assert!(
            refused.says("Phần này do người điều phối của cả tỉnh"),
            "{}",
            refused.body
        );
        assert_eq!(
            desk.state.rules.current().version(kind).to_string(),
            version
        );
    }
    // A rule of all communes can't be taken for one's own by saying so.
    let all = desk.state.rules.current().routing.rules[1].id.to_string();
    let page = hoa.get(ROUTING).await;
    let steal = [("id", all.as_str()), ("commune", HERE)];
    let stolen = send_from(&hoa, &page, ROUTING, "remove", &steal).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let edited = [
        ("id", all.as_str()),
        ("category", "road"),
        ("commune", HERE),
        ("to", "vp"),
    ];
    let stolen = send_from(&hoa, &page, ROUTING, "rule", &edited).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn of_two_coordinators_the_second_is_told_and_loses_no_word() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    desk.add_user("minh", None).await;
    let (hoa, minh) = (desk.signed_in("hoa").await, desk.signed_in("minh").await);
    let (hers, his) = (hoa.get(UNITS).await, minh.get(UNITS).await);
    assert_saved(&send_from(&hoa, &hers, UNITS, "unit", &SKHCN).await, UNITS);

    let fields = [
        ("is_new", "on"),
        ("of", "24"),
        ("suffix", "stp"),
        ("vi", "Sở <Tư pháp>"),
        ("active", "on"),
        ("note", "Quyết định 7"),
    ];
    let conflict = send_from(&minh, &his, UNITS, "unit", &fields).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.says("Người khác vừa sửa trước bạn") && conflict.says("hoa đã sửa"));
    for typed in ["value=\"stp\"", "Sở &#60;Tư pháp&#62;", "Quyết định 7"] {
        assert!(conflict.says(typed), "{typed}: {}", conflict.body);
    }
    assert!(
        conflict.says("Sở Khoa học và Công nghệ"),
        "what is new is shown"
    );
    // The page carries the version that is there now: sent again, it is taken.
    assert_saved(
        &send_from(&minh, &conflict, UNITS, "unit", &fields).await,
        UNITS,
    );
    let rules = desk.state.rules.current();
    assert!(rules.unit("24-skhcn").is_some() && rules.unit("24-stp").is_some());
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let fields = [
        ("date", "2026-02-30"),
        ("vi", "Nghỉ bão"),
        ("source_vi", "Công điện"),
        ("provisional", "on"),
    ];
    let page = send(&hoa, CALENDAR, "day_off", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("<p class=\"wrong\" id=\"day-date-error\">Không phải một ngày"));
    assert!(page.says("aria-describedby=\"day-date-error\" aria-invalid=\"true\""));
    for typed in ["2026-02-30", "Nghỉ bão", "Công điện", "checked"] {
        assert!(page.says(typed), "{typed}");
    }

    let edit = format!("{TERMS}?edit=terms&category=road&level=normal");
    let open = hoa.get(&edit).await;
    assert!(open.says("name=\"intake_amount\""));
    let fields = [
        ("edit", "terms"),
        ("category", "road"),
        ("level", "normal"),
        ("intake_amount", "0"),
        ("intake_unit", "working_hours"),
        ("intake_basis_vi", "Quyết định 12/2027/QĐ-UBND"),
        ("resolution_amount", "3"),
        ("resolution_unit", "working_days"),
        ("resolution_basis_vi", "Quyết định 12/2027/QĐ-UBND, Điều 5"),
    ];
    let wrong = send_from(&hoa, &open, TERMS, "terms", &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Phải là số từ 1 đến 1000."), "{}", wrong.body);
    assert!(wrong.says("Quyết định 12/2027/QĐ-UBND, Điều 5"));
    let mut right = fields;
    right[3].1 = "4";
    assert_saved(
        &send_from(&hoa, &wrong, TERMS, "terms", &right).await,
        TERMS,
    );

    let phone = desk.phone().await;
    let road = phone.file("road", "Ổ gà.", &[]).await;
    let (user, _) = desk.state.store.credentials("hoa").await.unwrap().unwrap();
    let detail = desk.state.store.case(&user, road).await.unwrap().unwrap();
    let basis = detail.case.clocks.resolution.basis.vi;
    assert_eq!(basis, "Quyết định 12/2027/QĐ-UBND, Điều 5");
}

#[tokio::test]
async fn what_others_need_cannot_be_closed() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let page = hoa.get(&format!("{UNITS}?edit=*-vp")).await;
    assert!(page.says("name=\"suffix\" value=\"vp\""));
    let closed = [
        ("edit", "*-vp"),
        ("of", "*"),
        ("suffix", "vp"),
        ("vi", "Văn phòng"),
    ];
    let refused = send_from(&hoa, &page, UNITS, "unit", &closed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.says("có phản ánh sẽ không đến đơn vị nào"),
        "{}",
        refused.body
    );
    assert_eq!(desk.state.rules.current().version(Kind::Units), 0);
}

const OFFICERS: &str = "/console/settings/officers";
const CATEGORIES: &str = "/console/settings/categories";
const TEMPLATES: &str = "/console/settings/templates";
const HISTORY: &str = "/console/settings/history";

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

#[tokio::test]
async fn a_coordinator_adds_officers_of_their_scope_and_no_coordinators() {
    let desk = Desk::open().await;
    desk.add_user_as("hoa", Role::Coordinator, Some(HERE)).await;
    let hoa = desk.signed_in("hoa").await;
    let added = send(
        &hoa,
        OFFICERS,
        "add",
        &officer("binh", "leader", "07264-kt"),
    )
    .await;
    assert_saved(&added, OFFICERS);
    let page = hoa.get(OFFICERS).await;
    assert!(page.says("Trần Văn Bình (binh)") && page.says("binh@bacninh.example"));
    let binh = desk.browser();
    let page = binh.sign_in("binh", "mật khẩu của Bình").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert!(binh.get("/console/cases").await.says("Lãnh đạo duyệt"));

    for (role, unit) in [
        ("coordinator", HERE),
        ("admin", ""),
        ("officer", ELSEWHERE),
        ("officer", "24-sxd"),
    ] {
        let refused = send(&hoa, OFFICERS, "add", &officer("x", role, unit)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role} {unit}");
        assert!(refused.says("Bạn chỉ thêm và sửa được cán bộ"));
        assert!(
            !refused.says("mật khẩu của Bình"),
            "a password comes back nowhere"
        );
    }
    let taken = send(
        &hoa,
        OFFICERS,
        "add",
        &officer("BINH", "officer", "07264-kt"),
    )
    .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.says("id=\"account-sign_in-error\">Đã có rồi."));
    let mut short = officer("y", "officer", "07264-kt");
    short[5].1 = "ngắn";
    let short = send(&hoa, OFFICERS, "add", &short).await;
    assert!(short.says("Cần ít nhất 8 ký tự."), "{}", short.body);
    assert!(short.says("value=\"y\""), "what was typed stays");
}

/// The page on which somebody is edited.
async fn edited(desk: &Desk, browser: &Browser, name: &str) -> (String, Page) {
    let accounts = desk.state.store.accounts().await.unwrap();
    let account = accounts.iter().find(|a| a.sign_in == name).unwrap();
    let id = account.id.0.to_string();
    let page = browser.get(&format!("{OFFICERS}?edit={id}")).await;
    (id, page)
}

#[tokio::test]
async fn an_officer_gets_another_password_is_moved_and_shut_out_and_all_of_it_is_told() {
    let desk = Desk::open().await;
    desk.add_user_as("quan", Role::Admin, None).await;
    let quan = desk.signed_in("quan").await;
    let lan = desk.signed_in("lan").await;
    let (id, page) = edited(&desk, &quan, "lan").await;
    let password = [("edit", id.as_str()), ("password", "một mật khẩu khác")];
    let done = send_from(&quan, &page, OFFICERS, "password", &password).await;
    assert_saved(&done, OFFICERS);
    assert_eq!(
        lan.get("/console/cases").await.status,
        StatusCode::SEE_OTHER,
        "signed out"
    );
    let again = lan.sign_in("lan", "một mật khẩu khác").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);

    let moved = [
        ("edit", id.as_str()),
        ("sign_in", "lan"),
        ("role", "officer"),
        ("unit", "24-sxd"),
        ("disabled", "on"),
    ];
    let stale = send_from(&quan, &page, OFFICERS, "change", &moved).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert_saved(
        &send_from(&quan, &stale, OFFICERS, "change", &moved).await,
        OFFICERS,
    );
    assert_eq!(
        lan.get("/console/cases").await.status,
        StatusCode::SEE_OTHER
    );
    let out = desk.browser().sign_in("lan", "một mật khẩu khác").await;
    assert_ne!(out.status, StatusCode::SEE_OTHER);

    let (_, page) = edited(&desk, &quan, "lan").await;
    for told in ["24-sxd", "Mật khẩu mới", "quan", "Không cho đăng nhập nữa"] {
        assert!(page.says(told), "{told}: {}", page.body);
    }
    assert!(!page.says("argon2") && !page.says("một mật khẩu khác"));

    let (own, page) = edited(&desk, &quan, "quan").await;
    let suicide = [
        ("edit", own.as_str()),
        ("sign_in", "quan"),
        ("role", "admin"),
        ("disabled", "on"),
    ];
    let refused = send_from(&quan, &page, OFFICERS, "change", &suicide).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says("Không ai tự đổi vai trò"));
    let nobody = quan.get(&format!("{OFFICERS}?edit=999")).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn phones_are_offered_what_coordinators_make_of_the_catalogue() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let catalogue = async || {
        let bytes = hoa.bytes("/v1/catalogue").await;
        langnghe_places::Catalogue::parse(&bytes).unwrap()
    };
    let before = catalogue().await;
    let dogs = [
        ("vi", "Chó thả rông"),
        ("sentence_vi", "Chó thả rông ở đây. Đề nghị nhắc nhở."),
        ("level", "normal"),
    ];
    assert_saved(&send(&hoa, CATEGORIES, "category", &dogs).await, CATEGORIES);
    let question = [
        ("category", "cho_tha_rong"),
        ("vi", "Bao nhiêu con?"),
        ("en", "How many?"),
        ("kind", "number"),
    ];
    let asked = send(&hoa, CATEGORIES, "question", &question).await;
    let back = format!("{CATEGORIES}?edit=cho_tha_rong&said=saved");
    assert_eq!(asked.leads_to(), back);
    assert!(hoa.get(&back).await.says("Bao nhiêu con?"));
    let retired = [("category", "noise")];
    assert_saved(
        &send(&hoa, CATEGORIES, "retire", &retired).await,
        CATEGORIES,
    );

    let after = catalogue().await;
    assert!(
        after.version > before.version,
        "{} {}",
        after.version,
        before.version
    );
    let new = after.category("cho_tha_rong").unwrap();
    assert_eq!(new.questions[0].text.en, "How many?");
    assert!(after.category("noise").is_none());
    assert_eq!(
        desk.state.rules.current().offered.version,
        after.version,
        "what a sync says is what is served"
    );
    // A phone that was offline names what is no longer offered.
    let phone = desk.phone().await;
    let report = phone.file("noise", "Karaoke.", &[]).await;
    assert_eq!(placed(&desk, "hoa", report).await.0, "07264-vhxh");
    let report = phone.file("cho_tha_rong", "Ba con.", &[]).await;
    assert_eq!(placed(&desk, "hoa", report).await.0, "07264-vp");

    let silent = [&dogs[..], &[("dangerous", "on")]].concat();
    let wrong = send(&hoa, CATEGORIES, "category", &silent).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("id=\"category-numbers-error\"") && wrong.says("Đề nghị nhắc nhở"));
}

#[tokio::test]
async fn a_template_asks_for_what_there_is_only() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let wrong = [
        ("name", "Chào"),
        ("category", ""),
        ("text", "Chào {name}, {unit} đây."),
    ];
    let page = send(&hoa, TEMPLATES, "template", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.says("“{name}” không phải chỗ điền nào có sẵn."),
        "{}",
        page.body
    );
    assert!(page.says("Chào {name}, {unit} đây."));
    let right = [
        ("name", "Chào"),
        ("category", "dyke"),
        ("text", "{unit} chào."),
    ];
    assert_saved(&send(&hoa, TEMPLATES, "template", &right).await, TEMPLATES);
    let rules = desk.state.rules.current();
    let offered = |category| {
        rules
            .templates
            .of_category(category)
            .iter()
            .any(|t| t.name == "Chào")
    };
    assert!(offered("dyke") && !offered("road"));
}

#[tokio::test]
async fn the_history_tells_what_was_changed_and_leads_back() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    desk.add_user_as("minh", Role::Coordinator, Some(HERE))
        .await;
    let hoa = desk.signed_in("hoa").await;
    let overview = hoa.get("/console/settings").await;
    assert_eq!(overview.leads_to(), HISTORY);
    assert!(hoa.get(HISTORY).await.says("Như ban đầu"));

    let fields = [&SKHCN[..], &[("note", "Quyết định 7/QĐ")]].concat();
    assert_saved(&send(&hoa, UNITS, "unit", &fields).await, UNITS);
    let closed = [
        ("edit", "24-skhcn"),
        ("of", "24"),
        ("suffix", "skhcn"),
        ("vi", "Sở Khoa học"),
    ];
    assert_saved(&send(&hoa, UNITS, "unit", &closed).await, UNITS);
    let units = format!("{HISTORY}?kind=units");
    let page = hoa.get(&units).await;
    for told in [
        "Phiên bản 2: hoa",
        "Quyết định 7/QĐ",
        "24-skhcn › tên › tiếng Việt",
        "Sở Khoa học và Công nghệ",
        "Đang tiếp nhận phản ánh",
    ] {
        assert!(page.says(told), "{told}: {}", page.body);
    }

    // Who looks after one commune sees it, and doesn't turn the province's settings back.
    let minh = desk.signed_in("minh").await;
    let his = minh.get(&units).await;
    assert!(his.says("Phiên bản 2: hoa") && !his.says("Quay về phiên bản này"));
    let to_first = [("kind", "units"), ("to", "1")];
    let refused = send_from(&minh, &minh.get(OFFICERS).await, HISTORY, "back", &to_first).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let back = send_from(&hoa, &page, HISTORY, "back", &to_first).await;
    assert_eq!(
        back.leads_to(),
        format!("{units}&said=saved"),
        "{}",
        back.body
    );
    let rules = desk.state.rules.current();
    assert_eq!(rules.version(Kind::Units), 3);
    assert_eq!(
        rules.unit("24-skhcn").unwrap().name.vi,
        "Sở Khoa học và Công nghệ"
    );
    assert!(
        hoa.get(&units).await.says("Quay về phiên bản 1"),
        "why is told"
    );
    let stale = send_from(
        &hoa,
        &page,
        HISTORY,
        "back",
        &[("kind", "units"), ("to", "0")],
    )
    .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let nowhere = send_from(
        &hoa,
        &page,
        HISTORY,
        "back",
        &[("kind", "units"), ("to", "9")],
    )
    .await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn going_back_is_news_to_phones() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let retired = [("category", "noise")];
    assert_saved(
        &send(&hoa, CATEGORIES, "retire", &retired).await,
        CATEGORIES,
    );
    let newer = desk.state.rules.current().offered.version;
    let page = hoa.get(&format!("{HISTORY}?kind=catalogue")).await;
    let first = [("kind", "catalogue"), ("to", "0")];
    let back = send_from(&hoa, &page, HISTORY, "back", &first).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let rules = desk.state.rules.current();
    assert!(rules.offered.category("noise").is_some());
    assert!(rules.offered.version > newer);
}

#[tokio::test]
async fn a_form_whose_session_ended_is_there_after_signing_in() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let units = hoa.get(UNITS).await;
    let officers = hoa.get(OFFICERS).await;
    desk.pass(IDLE_LIFETIME);
    let sign_in = async |page: &Page| {
        let kept = page.hidden("kept").replace("&#34;", "\"");
        assert!(
            !kept.contains("mật khẩu của Bình"),
            "a password is never kept"
        );
        let form = [
            ("name", "hoa"),
            ("password", PASSWORD),
            ("to", page.hidden("to")),
            ("kept", &kept),
        ];
        hoa.post("/console/sign-in", &form).await
    };
    let asked = send_from(&hoa, &units, UNITS, "unit", &SKHCN).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let again = sign_in(&asked).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    assert!(again.says("chưa được gửi") && again.says("value=\"Sở Khoa học và Công nghệ\""));
    assert_eq!(
        desk.state.rules.current().version(Kind::Units),
        0,
        "not sent by itself"
    );
    assert_saved(&send_from(&hoa, &again, UNITS, "unit", &SKHCN).await, UNITS);

    desk.pass(IDLE_LIFETIME);
    let binh = officer("binh", "officer", "07264-kt");
    let asked = send_from(&hoa, &officers, OFFICERS, "add", &binh).await;
    let again = sign_in(&asked).await;
    assert!(
        again.says("value=\"binh\"") && again.says("Trần Văn Bình"),
        "{}",
        again.body
    );
}
