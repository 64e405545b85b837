//! A case of which something was erased, as an officer sees it.

use jiff::SignedDuration;
use langnghe_server::{
    case::Event,
    entropy::SystemEntropy,
    identity::{Role, User},
    store::{
        CaseDetail,
        sqlite::{
            erase::{Erased, Request, erase},
            record,
        },
    },
};
use langnghe_wire::{Body, Reference, ReportId};
use reqwest::StatusCode;
use rusqlite::OpenFlags;

use crate::desk::{Desk, HERE, case, ordinary, photograph};

const SAID: &str = "Nhà ông Bảy xả thải.";

#[tokio::test]
async fn the_page_says_what_was_erased_and_why_and_nothing_of_what_it_was() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let picture = photograph(1);
    let report = phone
        .file("environment", SAID, std::slice::from_ref(&picture))
        .await;
    phone.deliver(&picture).await;
    let text = "Gọi ông Bảy.".to_owned();
    phone.operate(report, Body::AddText { text }).await;
    let before = browser.get(&case(report)).await;
    assert!(before.says(SAID) && before.says("Gọi ông Bảy."));
    let (_, behind) = before.body.split_once("LN-").unwrap();
    let request = Request {
        reference: format!("LN-{}", &behind[..13]).parse().unwrap(),
        entry: None,
        by: "lan".into(),
        why: "Phiếu 17/2026".into(),
    };
    let erased = erase(&desk.database(), &request, &SystemEntropy, desk.now()).unwrap();
    assert_eq!((&erased.entries[..], erased.photographs), (&[1, 4][..], 1));

    let page = browser.get(&case(report)).await;
    for told in [
        "Nội dung phản ánh đã được xóa theo yêu cầu của người gửi.",
        "(mục 1, 4 của lịch sử), và 1 ảnh",
        "Phiếu 17/2026",
        "Nội dung của mục này đã được xóa theo yêu cầu.",
        "<span>Mục 4</span>",
        "<p class=\"quiet\">Đã được xóa theo yêu cầu.</p>",
        "<span class=\"quiet\">Đã được xóa theo yêu cầu.</span>",
    ] {
        assert!(page.says(told), "{told}: {}", page.body);
    }
    assert!(!page.says("Bảy"), "{}", page.body);
    // It is a case like any other, and goes on.
    let answer = browser.act(report, "reply", "Đã kiểm tra.").await;
    assert!(answer.status.is_redirection(), "{}", answer.body);
    let list = browser.get("/console/cases?q=bay").await;
    assert!(!list.says("LN-"), "{}", list.body);
}

/// Two reports of one thing, the second merged into the first, at a unit that wants its leader's
/// word.
struct Merged {
    desk: Desk,
    looks: User,
    first: ReportId,
    later: ReportId,
}

impl Merged {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let phone = desk.phone().await;
        let first = phone.file("road", "Ổ gà.", &[]).await;
        desk.pass(SignedDuration::from_secs(1));
        let later = phone.file("road", "Ổ gà nữa.", &[]).await;
        desk.wants_approval("07264-kt");
        desk.add_user_as("minh", Role::Leader, Some(HERE)).await;
        let looks = desk.add_user("hoa", None).await;
        let merged = Self {
            looks,
            desk,
            first,
            later,
        };
        let officer = merged.desk.signed_in("lan").await;
        let into = merged.detail(first).await.case.reference.to_string();
        let gone_on = officer.act_with(later, "merge", &[("into", &into)]).await;
        assert_eq!(gone_on.status, StatusCode::SEE_OTHER);
        officer.act(first, "accept", "").await;
        merged
    }

    async fn detail(&self, report: ReportId) -> CaseDetail {
        let found = self.desk.state.store.case(&self.looks, report).await;
        found.unwrap().unwrap()
    }

    /// The number of the last entry of that kind.
    async fn entry(&self, report: ReportId, kind: &str) -> u64 {
        let history = self.detail(report).await.history;
        let last = history.iter().rfind(|e| e.event.event.kind() == kind);
        last.unwrap().event.seq
    }

    fn erase(&self, reference: &Reference, entry: u64) -> Erased {
        let request = Request {
            reference: reference.clone(),
            entry: Some(entry),
            by: "minh".into(),
            why: "Phiếu 18/2026".into(),
        };
        erase(
            &self.desk.database(),
            &request,
            &SystemEntropy,
            self.desk.now(),
        )
        .unwrap()
    }

    /// Whether the words are in no byte of the database, and its record holds.
    fn is_gone(&self, said: &[&str]) -> bool {
        let mut bytes = std::fs::read(self.desk.database()).unwrap();
        // What was written last may still be in the log.
        bytes.extend(std::fs::read(self.desk.database().with_extension("db-wal")).unwrap());
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let checked = record::check(&self.desk.database(), flags, &[], |_, _| {});
        let checked = checked.unwrap().unwrap();
        assert!(checked.holds(), "{checked:?}");
        said.iter().all(|said| {
            !bytes
                .windows(said.len())
                .any(|part| part == said.as_bytes())
        })
    }
}

/// What an officer says of their work, with a name in each field.
fn with_a_name() -> Vec<(&'static str, &'static str)> {
    let named = |field: &'static str| match field {
        "cause" => "Xe của Bảy Zcnguyên đổ đá.",
        _ => "Bảy Zcvì không cho chụp.",
    };
    let mut fields = ordinary("propose");
    for (field, value) in &mut fields {
        if matches!(*field, "cause" | "without_photograph") {
            *value = named(field);
        }
    }
    fields.push(("text", "Đã vá, Bảy Zclời hứa trả."));
    fields
}

const NAMED: [&str; 3] = ["Zcnguyên", "Zcvì", "Zclời"];

#[tokio::test]
async fn a_proposal_that_was_erased_is_sent_back_and_written_anew() {
    let room = Merged::open().await;
    let (officer, leader) = (
        room.desk.signed_in("lan").await,
        room.desk.signed_in("minh").await,
    );
    let proposed = officer
        .act_with(room.first, "propose", &with_a_name())
        .await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    let page = leader.get(&case(room.first)).await;
    assert!(page.says("Zcnguyên") && page.says("value=\"approve\""));
    assert!(!room.is_gone(&NAMED));

    let reference = room.detail(room.first).await.case.reference;
    let entry = room.entry(room.first, "proposed").await;
    let erased = room.erase(&reference, entry);
    assert_eq!(
        (&erased.entries[..], &erased.repeated[..]),
        (&[entry][..], &[][..])
    );
    assert!(room.is_gone(&NAMED));
    let page = leader.get(&case(room.first)).await;
    assert!(page.says("Nội dung trình duyệt đã được xóa theo yêu cầu"));
    assert!(!page.says("value=\"approve\"") && !page.says("Nguyên nhân:"));
    // No list offers it either, and a form that was opened before does nothing.
    let list = leader.get("/console/cases").await;
    assert!(list.says(reference.as_str()) && !list.says("value=\"approve\""));
    let approved = leader.act(room.first, "approve", "").await;
    assert_eq!(approved.status, StatusCode::CONFLICT);

    let back = leader.act(room.first, "send_back", "Viết lại.").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    officer.act(room.first, "propose", "Đã vá.").await;
    let approved = leader.act(room.first, "approve", "").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
}

#[tokio::test]
async fn a_cause_can_be_erased_and_it_is_said_who_else_was_told_it() {
    let room = Merged::open().await;
    let leader = room.desk.signed_in("minh").await;
    let fields: Vec<_> = with_a_name();
    let resolved = leader.act_with(room.first, "resolve", &fields).await;
    assert_eq!(resolved.status, StatusCode::SEE_OTHER, "{}", resolved.body);
    let (main, other) = (
        room.detail(room.first).await.case.reference,
        room.detail(room.later).await.case.reference,
    );
    for kind in ["status", "reply"] {
        let entry = room.entry(room.first, kind).await;
        let erased = room.erase(&main, entry);
        let [(reference, seq)] = &erased.repeated[..] else {
            panic!("{kind}: {erased:?}")
        };
        assert_eq!(*reference, other);
        assert!(!room.is_gone(&NAMED), "the other was told the same");
        let there = room.erase(reference, *seq);
        assert_eq!(
            (&there.entries[..], &there.repeated[..]),
            (&[*seq][..], &[][..])
        );
    }
    assert!(room.is_gone(&NAMED));
    let detail = room.detail(room.first).await;
    let kept = detail.case.resolution.unwrap();
    assert_eq!((kept.cause.as_str(), kept.answer_by.is_some()), ("", true));
    let told = |event: &Event| matches!(event, Event::Status { resolution: Some(r), .. } if r.cause.is_empty());
    assert!(detail.history.iter().any(|entry| told(&entry.event.event)));
    let page = leader.get(&case(room.first)).await;
    assert!(page.says("Nội dung của mục này đã được xóa") && !page.says("Nguyên nhân:"));
}
