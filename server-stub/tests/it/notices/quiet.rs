//! What isn't told: to whoever took their report back, to others, a second time, and to logs.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use langnghe_server::case::Action;
use langnghe_wire::Body;
use tracing_subscriber::fmt::MakeWriter;

use super::{
    EMAIL, MailServer, Mood, NUMBER, act, contact, counted, counts, filed, mailing, never_mailing,
    officer, reply, settled,
};
use crate::{
    phone::{Phone, at},
    server::Server,
};

#[tokio::test]
async fn whoever_withdraws_a_report_is_told_nothing_more() {
    let server = Server::start_with(never_mailing).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    act(&server, &officer, report, reply("Mai chúng tôi đến xem.")).await;
    assert_eq!(counts(&server).await, counted(&[("waiting", 1)]));
    let withdrawn = phone.operation(report, 2, &Body::Withdraw);
    server.send(&phone, &[&withdrawn]).await;
    assert_eq!(counts(&server).await, counted(&[("unneeded", 1)]));
}

#[tokio::test]
async fn whoever_reported_something_else_hears_nothing_of_it() {
    let mut mails = MailServer::start().await;
    let server = Server::start_with(mailing(mails.port)).await;
    let [lan, other] = [1, 2].map(Phone::new);
    let officer = officer(&server).await;
    let (report, _) = filed(&server, &lan, contact(Some(EMAIL), None)).await;
    server.advance(1);
    filed(&server, &other, contact(Some("khac@bacninh.example"), None)).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    assert_eq!(mails.mail().await.to, EMAIL, "somebody else was told");
    assert_eq!(settled(&server).await, counted(&[("sent", 1)]));
    assert_eq!(mails.more(), [], "somebody else was told as well");
}

#[tokio::test]
async fn a_note_within_the_unit_is_nobodys_news() {
    let server = Server::start_with(never_mailing).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    let text = "Giao tổ xung kích.".into();
    act(&server, &officer, report, Action::Note { text }).await;
    let waiting = counts(&server).await;
    assert_eq!(
        waiting,
        counted(&[]),
        "a note within the unit calls for a notice"
    );
}

/// A mail server takes a notice, and the server dies before it hears so: nobody is told a second time
/// at once, by a server that starts again and again.
#[tokio::test]
async fn what_was_tried_before_a_crash_waits_after_it() {
    let mut mails = MailServer::start().await;
    mails.is(&[Mood::TakesSilently; 99]);
    let mut server = Server::start_with(mailing(mails.port)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), None)).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    let taken = mails.mail().await;
    let folder = server.die().await;
    let server = Server::start_in(folder, never_mailing).await;
    let due = async |seconds| {
        server
            .state
            .store
            .due_notices(at(seconds), 9)
            .await
            .unwrap()
    };
    assert_eq!(due(59).await, [], "what was tried is tried at once again");
    let again = due(3_600).await;
    assert_eq!(again.len(), 1, "{again:?}");
    assert!(taken.id.contains(&again[0].key), "under another name");
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_log_has_an_address_however_a_mail_ends() {
    let log = Log::default();
    // This test's thread is the one on which its server runs.
    let _logging = tracing::subscriber::set_default(
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::DEBUG)
            .with_writer(log.clone())
            .finish(),
    );
    let mut mails = MailServer::start().await;
    mails.is(&[Mood::Later, Mood::Refuses]);
    let server = Server::start_with(mailing(mails.port)).await;
    let (phone, officer) = (Phone::new(1), officer(&server).await);
    let (report, _) = filed(&server, &phone, contact(Some(EMAIL), Some(NUMBER))).await;
    act(&server, &officer, report, reply("Đã xem.")).await;
    mails.met(Mood::Later).await;
    server.advance(15 * 60);
    mails.met(Mood::Refuses).await;
    assert_eq!(settled(&server).await, counted(&[("refused", 1)]));
    act(&server, &officer, report, reply("Đã xong.")).await;
    mails.mail().await;
    settled(&server).await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("a notice waits"), "{log}");
    assert!(log.contains("a notice was refused"), "{log}");
    for private in ["lan.nguyen", "bacninh.example", "0912", "912345678", "Lan"] {
        assert!(!log.contains(private), "{log}");
    }
}
