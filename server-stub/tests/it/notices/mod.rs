//! Whoever left an address is told once that there is something to read, and nothing of what it is.

mod digest;
mod mail;
mod provider;
mod quiet;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use langnghe_server::{
    ServerState,
    case::{Action, Moment, placement::Rules},
    identity::{NewUser, Role, Scope, User, hash_password},
    notices::{
        Address,
        gateway::{
            Gateway, GatewayError, Gateways, Http, HttpOptions, Message, Security, Smtp,
            SmtpOptions,
        },
    },
};
use langnghe_wire::{Body, ReportId, sync::Outcome};
use zeroize::Zeroizing;

use self::{
    mail::{MailServer, Mood},
    provider::Provider,
};
use crate::{
    phone::{Phone, at, filing},
    server::Server,
};

const EMAIL: &str = "lan.nguyen@bacninh.example";
const NUMBER: &str = "0912 345 678";
const QUESTION: &str = "Bà cho biết ngõ nào?";

fn smtp(port: u16) -> Arc<dyn Gateway> {
    let options = SmtpOptions {
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        login: None,
        from: "Lắng Nghe <phan-anh@bacninh.example>".parse().unwrap(),
        patience: Duration::from_secs(10),
    };
    Arc::new(Smtp::new(options).unwrap())
}

fn sms(provider: &Provider, patience: Duration) -> Http {
    Http::new(HttpOptions {
        url: provider.url.clone(),
        token: Some(Zeroizing::new("mot-khoa-7".into())),
        patience,
    })
}

/// A server that looks for due notices all the time, and mails them.
fn mailing(port: u16) -> impl FnOnce(&mut ServerState) {
    move |state| {
        state.patience.notices = Duration::from_millis(20);
        state.gateways.email = Some(smtp(port));
    }
}

/// One that doesn't come to it.
fn never_mailing(state: &mut ServerState) {
    state.patience.notices = Duration::from_secs(3_600);
}

async fn officer(server: &Server) -> User {
    let user = NewUser {
        name: "Minh".into(),
        role: Role::Officer,
        scope: Scope::new(Role::Officer, Some("07264"), &Rules::bundled()).unwrap(),
        password: hash_password(Zeroizing::new("đồng lúa xanh".into()), [7; 16])
            .await
            .unwrap(),
    };
    server.state.store.add_user(user, at(0)).await.unwrap()
}

fn contact(email: Option<&str>, phone: Option<&str>) -> Body {
    Body::Contact {
        name: Some("Nguyễn Thị Lan".into()),
        phone: phone.map(Into::into),
        email: email.map(Into::into),
    }
}

/// A report whose sender left an address. Returns its reference as well.
async fn filed(server: &Server, phone: &Phone, contact: Body) -> (ReportId, String) {
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Đê nứt sau nhà ông Bảy.", vec![]));
    let contact = phone.operation(report, 1, &contact);
    let outcomes = server.send(phone, &[&file, &contact]).await;
    match &outcomes[..] {
        [Outcome::Applied(applied), Outcome::Applied(_)] => {
            (report, applied.reference.as_ref().unwrap().to_string())
        }
        other => panic!("{other:?}"),
    }
}

async fn act(server: &Server, officer: &User, report: ReportId, action: Action) {
    let store = &server.state.store;
    let case = store.case(officer, report).await.unwrap().unwrap().case;
    let now = Moment::bundled(server.state.clock.now());
    let acted = store.act(officer, report, action, case.version, now).await;
    acted.unwrap();
}

fn reply(text: &str) -> Action {
    Action::Reply {
        text: text.into(),
        public: false,
    }
}

async fn counts(server: &Server) -> BTreeMap<String, u64> {
    server.state.store.count_notices().await.unwrap()
}

/// Waits until nothing waits.
async fn settled(server: &Server) -> BTreeMap<String, u64> {
    let settled = async {
        loop {
            let counts = counts(server).await;
            if !counts.contains_key("waiting") {
                return counts;
            }
            tokio::task::yield_now().await;
        }
    };
    let settled = tokio::time::timeout(Duration::from_secs(20), settled);
    settled.await.expect("a notice still waits")
}

fn counted(counts: &[(&str, u64)]) -> BTreeMap<String, u64> {
    let counts = counts.iter().map(|(name, n)| ((*name).to_owned(), *n));
    counts.collect()
}

#[tokio::test]
async fn an_answer_is_told_by_mail_once_also_after_a_crash_in_between() {
    let mut mails = MailServer::start().await;
    let mut server = Server::start_with(never_mailing).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, reference) = filed(&server, &phone, contact(Some(EMAIL), Some(NUMBER))).await;
    act(&server, &officer, report, Action::Accept).await;
    assert_eq!(counts(&server).await, counted(&[]), "nothing to read yet");
    act(&server, &officer, report, reply("Mai chúng tôi đến xem.")).await;
    assert_eq!(counts(&server).await, counted(&[("waiting", 1)]));
    // The server dies after the answer was given, and before anybody was told.
    let folder = server.die().await;
    let server = Server::start_in(folder, mailing(mails.port)).await;
    let mail = mails.mail().await;
    assert_eq!(mail.to, EMAIL);
    assert!(
        mail.text
            .contains(&format!("phản ánh {reference} có trả lời mới")),
        "{}",
        mail.text
    );
    for private in ["Đê", "Bảy", "Mai", "Lan", "Minh", "Kinh tế", "0912"] {
        assert!(!mail.text.contains(private), "{}", mail.text);
    }
    assert!(
        mail.raw.contains("Auto-Submitted: auto-generated"),
        "{}",
        mail.raw
    );
    assert_eq!(settled(&server).await, counted(&[("sent", 1)]));
    // Another one comes, and nothing came besides.
    act(
        &server,
        &officer,
        report,
        Action::Ask {
            text: QUESTION.into(),
        },
    )
    .await;
    let second = mails.mail().await;
    assert!(
        second.text.contains("cần bổ sung thông tin"),
        "{}",
        second.text
    );
    assert!(!second.text.contains("ngõ"), "{}", second.text);
    assert_ne!(second.id, mail.id);
    assert_eq!(settled(&server).await, counted(&[("sent", 2)]));
    assert_eq!(mails.more(), []);
}

#[tokio::test]
async fn what_a_mail_server_took_without_saying_so_comes_again_under_the_same_name() {
    let mut mails = MailServer::start().await;
    mails.is(&[Mood::TakesSilently]);
    let server = Server::start_with(mailing(mails.port)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    let first = mails.mail().await;
    // Not at once: nothing is due before the pause is over.
    server.advance(59);
    mails.met(Mood::TakesSilently).await;
    assert_eq!(mails.more(), []);
    server.advance(30);
    let again = mails.mail().await;
    assert_eq!((&again.id, &again.text), (&first.id, &first.text));
    assert!(first.id.ends_with("@bacninh.example>"), "{}", first.id);
    assert_eq!(settled(&server).await, counted(&[("sent", 1)]));
}

#[tokio::test]
async fn what_a_mail_server_puts_off_is_tried_for_three_days_and_then_counted() {
    let mut mails = MailServer::start().await;
    mails.is(&[Mood::Later; 3]);
    let server = Server::start_with(mailing(mails.port)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    for _ in 0..3 {
        mails.met(Mood::Later).await;
        // Longer than any of the first pauses.
        server.advance(15 * 60);
    }
    mails.mail().await;
    assert_eq!(settled(&server).await, counted(&[("sent", 1)]));

    mails.is(&[Mood::Later]);
    act(&server, &officer, report, reply("Vẫn đang xem.")).await;
    mails.met(Mood::Later).await;
    server.advance(3 * 86_400);
    assert_eq!(
        settled(&server).await,
        counted(&[("given_up", 1), ("sent", 1)])
    );
    mails.is(&[Mood::Refuses]);
    act(&server, &officer, report, reply("Đã xong.")).await;
    mails.met(Mood::Refuses).await;
    let ended = counted(&[("given_up", 1), ("refused", 1), ("sent", 1)]);
    assert_eq!(settled(&server).await, ended);
    assert_eq!(mails.more(), []);
}

#[tokio::test]
async fn the_latest_address_counts_and_one_that_was_taken_back_gets_nothing() {
    let mut mails = MailServer::start().await;
    let server = Server::start_with(mailing(mails.port)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    let (other, _) = filed(&server, &phone, contact(Some("khac@bacninh.example"), None)).await;
    server.advance(1);
    let later = phone.operation(report, 2, &contact(Some("moi@bacninh.example"), None));
    server.send(&phone, &[&later]).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    assert_eq!(mails.mail().await.to, "moi@bacninh.example");
    server.advance(1);
    let gone = phone.operation(report, 3, &contact(None, None));
    server.send(&phone, &[&gone]).await;
    act(&server, &officer, report, reply("Đã xong.")).await;
    act(&server, &officer, other, reply("Đã xem.")).await;
    assert_eq!(mails.mail().await.to, "khac@bacninh.example");
    assert_eq!(settled(&server).await, counted(&[("sent", 2)]));
    assert_eq!(mails.more(), []);
}

#[tokio::test]
async fn what_happens_before_anything_left_is_told_in_one() {
    let mut mails = MailServer::start().await;
    let mut server = Server::start_with(never_mailing).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    act(&server, &officer, report, reply("Đang xem.")).await;
    act(
        &server,
        &officer,
        report,
        Action::Ask {
            text: QUESTION.into(),
        },
    )
    .await;
    act(&server, &officer, report, reply("Bà cứ từ từ.")).await;
    assert_eq!(counts(&server).await, counted(&[("waiting", 1)]));
    let folder = server.die().await;
    let server = Server::start_in(folder, mailing(mails.port)).await;
    let mail = mails.mail().await;
    assert!(mail.text.contains("cần bổ sung thông tin"), "{}", mail.text);
    assert_eq!(settled(&server).await, counted(&[("sent", 1)]));
}

#[tokio::test]
async fn without_a_way_to_the_address_nothing_waits_for_ever() {
    let server = Server::start_with(|s| s.patience.notices = Duration::from_millis(20)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    assert_eq!(settled(&server).await, counted(&[("no_address", 1)]));
}

#[tokio::test]
async fn an_sms_is_one_part_without_accents() {
    let provider = Provider::start().await;
    let gateway = Arc::new(sms(&provider, Duration::from_secs(20)));
    let server = Server::start_with(|state| {
        state.patience.notices = Duration::from_millis(20);
        state.gateways = Gateways {
            email: None,
            sms: Some(gateway),
        };
    })
    .await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, reference) = filed(&server, &phone, contact(Some(EMAIL), Some(NUMBER))).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    assert_eq!(settled(&server).await, counted(&[("sent", 1)]));
    let posted = provider.posted();
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0].token.as_deref(), Some("Bearer mot-khoa-7"));
    assert_eq!(posted[0].body["to"], "+84912345678");
    assert_eq!(posted[0].body["id"], posted[0].key.as_str());
    let text = posted[0].body["text"].as_str().unwrap();
    assert!(
        text.starts_with(&format!("Lang Nghe: phan anh {reference} co tra loi moi")),
        "{text}"
    );
    assert!(text.is_ascii() && text.len() <= 160, "{text}");
}

#[tokio::test]
async fn what_a_provider_answers_decides_whether_it_is_asked_again() {
    let provider = Provider::start().await;
    let gateway = sms(&provider, Duration::from_millis(300));
    let message = Message {
        key: "01a2".into(),
        to: Address::phone(NUMBER).unwrap(),
        subject: String::new(),
        text: "Phản ánh".into(),
    };
    let kind = |answer: Result<(), GatewayError>| match answer {
        Ok(()) => "sent",
        Err(GatewayError::Later(_)) => "later",
        Err(GatewayError::Never(_)) => "never",
    };
    for (answer, expected) in [
        (Some(200), "sent"),
        (Some(202), "sent"),
        (Some(400), "never"),
        (Some(422), "never"),
        (Some(401), "later"),
        (Some(429), "later"),
        (Some(500), "later"),
        // A redirect would carry the token elsewhere.
        (Some(307), "later"),
        // It says nothing.
        (None, "later"),
    ] {
        let before = provider.posted().len();
        provider.answers(&[answer]);
        assert_eq!(kind(gateway.send(&message).await), expected, "{answer:?}");
        assert_eq!(provider.posted().len(), before + 1);
    }
    let mail = Message {
        to: Address::email(EMAIL).unwrap(),
        ..message
    };
    assert_eq!(kind(gateway.send(&mail).await), "never");
}

#[tokio::test]
async fn mail_without_tls_leaves_the_machine_by_no_way() {
    let options = |host: &str| SmtpOptions {
        host: host.into(),
        port: 25,
        security: Security::Plain,
        login: None,
        from: "phan-anh@bacninh.example".parse().unwrap(),
        patience: Duration::from_secs(1),
    };
    assert!(Smtp::new(options("mail.example")).is_err());
    assert!(Smtp::new(options("10.0.0.1")).is_err());
    assert!(Smtp::new(options("localhost")).is_ok());
}
