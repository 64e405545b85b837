//! Officers are told each working morning what waits for them, once.

use langnghe_server::{
    case::placement::Rules,
    identity::{NewAccount, NewUser, Role, Scope, UserId, hash_password},
    notices::Ending,
};
use zeroize::Zeroizing;

use super::{MailServer, act, contact, counted, filed, mailing, officer, settled};
use crate::{
    phone::{Phone, at},
    server::Server,
};

/// From the tests' first moment, a Monday at three in the afternoon, to half past seven on
/// Wednesday; Tuesday is a public holiday.
const WEDNESDAY_MORNING: i64 = (40 * 60 + 30) * 60;

async fn with_email(server: &Server, by: UserId, name: &str, unit: &str) {
    let new = NewAccount {
        user: NewUser {
            name: name.into(),
            role: Role::Officer,
            scope: Scope::new(Role::Officer, Some(unit), &Rules::bundled()).unwrap(),
            password: hash_password(Zeroizing::new("đồng lúa xanh".into()), [7; 16])
                .await
                .unwrap(),
        },
        display_name: None,
        email: Some(format!("{name}@bacninh.example")),
    };
    let store = &server.state.store;
    store.open_account(by, new, at(0)).await.unwrap();
}

#[tokio::test]
async fn an_officer_is_told_on_a_working_morning_once_also_after_a_crash() {
    let mut mails = MailServer::start().await;
    let mut server = Server::start_with(|state| {
        mailing(mails.port)(state);
        state.public_url = Some("https://phan-anh.example".parse().unwrap());
    })
    .await;
    let (phone, chief) = (Phone::new(1), officer(&server).await);
    with_email(&server, chief.id, "hoa", "07264").await;
    // Nothing waits for this one: nothing is sent.
    with_email(&server, chief.id, "cuc", "07210").await;
    let (report, reference) = filed(&server, &phone, contact(None, None)).await;
    act(&server, &chief, report, super::Action::Accept).await;

    server.advance(WEDNESDAY_MORNING);
    let mail = mails.mail().await;
    assert_eq!(mail.to, "hoa@bacninh.example");
    for said in [
        "25/11/2026",
        reference.as_str(),
        "Mở danh sách: https://phan-anh.example/console/cases\n",
    ] {
        assert!(mail.text.contains(said), "{}", mail.text);
    }
    for private in ["Đê", "Bảy", "Lan", "Minh"] {
        assert!(!mail.text.contains(private), "{}", mail.text);
    }
    let ended = counted(&[(Ending::Sent.as_str(), 1), (Ending::Unneeded.as_str(), 1)]);
    assert_eq!(settled(&server).await, ended);

    let folder = server.die().await;
    let server = Server::start_in(folder, mailing(mails.port)).await;
    let store = &server.state.store;
    let again = store.write_digests("2026-11-25".parse().unwrap(), at(WEDNESDAY_MORNING));
    assert_eq!(again.await.unwrap(), 0, "that morning was written before");
    // The next morning is another one, and has what came after the first.
    server.advance(WEDNESDAY_MORNING + 6 * 3_600);
    let (_, later) = filed(&server, &phone, contact(None, None)).await;
    server.advance(18 * 3_600);
    let next = mails.mail().await;
    assert!(next.text.contains("26/11/2026"), "{}", next.text);
    assert!(next.text.contains(&later), "{}", next.text);
    assert!(!next.text.contains("http"), "{}", next.text);
    assert_ne!(next.id, mail.id);
    assert_eq!(
        settled(&server).await,
        counted(&[("sent", 2), ("unneeded", 2)])
    );
    assert_eq!(mails.more(), []);
}

#[tokio::test]
async fn a_digest_tells_nothing_of_what_is_about_the_officers_own_staff() {
    let mut mails = MailServer::start().await;
    let server = Server::start_with(mailing(mails.port)).await;
    let (phone, chief) = (Phone::new(1), officer(&server).await);
    with_email(&server, chief.id, "hoa", "07264").await;
    filed(&server, &phone, contact(None, None)).await;
    // The report is about staff of the commune; who is told about the rest isn't told of it.
    let db = rusqlite::Connection::open(server.data().join("langnghe.db")).unwrap();
    let concerned = db
        .execute("UPDATE report SET concerns = '07264'", [])
        .unwrap();
    assert_eq!(concerned, 1);
    server.advance(WEDNESDAY_MORNING);
    let ended = async {
        loop {
            let counts = super::counts(&server).await;
            if !counts.is_empty() && !counts.contains_key("waiting") {
                return counts;
            }
            tokio::task::yield_now().await;
        }
    };
    let ended = tokio::time::timeout(std::time::Duration::from_secs(20), ended);
    assert_eq!(ended.await.unwrap(), counted(&[("unneeded", 1)]));
    assert_eq!(mails.more(), []);
}
