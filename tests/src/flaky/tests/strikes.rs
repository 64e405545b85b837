use super::*;

fn strike(place: Place, blow: Blow) -> Plan {
    Plan::striking([Strike {
        method: "POST".to_owned(),
        path: "/v1/uploads".to_owned(),
        place,
        blow,
    }])
}

/// What a phone hears that asks over a link with this plan, and what the server heard of it.
fn struck(server: &Echo, plan: Plan) -> (FlakyLink, Result<Vec<u8>, io::ErrorKind>) {
    let link = FlakyLink::to(server.address, plan).unwrap();
    let mut phone = connect(&link).unwrap();
    let _ = phone.write_all(request(UPLOAD, BODY).as_bytes());
    let mut heard = Vec::new();
    let ended = phone.read_to_end(&mut heard);
    (link, ended.map(|_| heard).map_err(|error| error.kind()))
}

const UPLOAD: &str = "/v1/uploads/ab";
const BODY: &str = "twelve bytes";

#[test]
fn a_reset_lets_through_what_it_says_and_both_ends_notice() {
    let server = Echo::start();
    let whole = request(UPLOAD, BODY);
    for (place, up) in [
        (Place::Start, 0),
        (Place::MidHead, (whole.len() - BODY.len()) / 2),
        (Place::Chunk(1), whole.len() - BODY.len() + 7),
        (Place::End, whole.len()),
    ] {
        let (link, heard) = struck(&server, strike(place, Blow::Reset));
        assert_eq!(heard, Err(io::ErrorKind::ConnectionReset), "{place:?}");
        let reset = Some(io::ErrorKind::ConnectionReset);
        assert_eq!(server.heard(), (whole[..up].to_owned(), reset), "{place:?}");
        let fallen = link.tally().strikes[0];
        assert_eq!((fallen.up, fallen.whole), (up as u64, whole.len() as u64));
        assert!(ask(&link, UPLOAD, BODY).is_ok(), "it falls once");
        server.heard();
    }
}

#[test]
fn an_end_in_the_middle_leaves_the_other_direction_open() {
    let server = Echo::start();
    let (link, heard) = struck(&server, strike(Place::End, Blow::Finish));
    let heard = String::from_utf8(heard.unwrap()).unwrap();
    assert!(heard.ends_with("/v1/uploads/ab 12"), "{heard}");
    assert_eq!(server.heard(), (request(UPLOAD, BODY), None));
    assert_eq!(link.tally().strikes.len(), 1);

    let (_link, heard) = struck(&server, strike(Place::FirstByte, Blow::Finish));
    assert_eq!(heard, Ok(vec![]), "it says nothing to half a request");
    let (half, ended) = server.heard();
    assert!(half.ends_with("\r\n\r\nt") && ended.is_none(), "{half}");
}

#[test]
fn a_duplicate_interleaves_with_the_first_and_is_answered_once() {
    let server = Echo::start();
    let link = FlakyLink::to(server.address, strike(Place::Chunk(0), Blow::Duplicate)).unwrap();
    let answer = ask(&link, UPLOAD, BODY).unwrap();
    assert!(answer.ends_with("/v1/uploads/ab 12"), "{answer}");
    for _ in 0..2 {
        assert_eq!(server.heard(), (request(UPLOAD, BODY), None));
    }
    assert_eq!(link.tally().body_bytes_to(UPLOAD), BODY.len() as u64);
}

#[test]
fn what_is_late_arrives_when_it_is_told_to_and_then_all_of_it_again() {
    let server = Echo::start();
    let (link, heard) = struck(&server, strike(Place::HeadEnd, Blow::LateReplay));
    assert_eq!(heard, Err(io::ErrorKind::ConnectionReset));
    assert_eq!(link.tally().body_bytes_to(UPLOAD), 0);
    let mut late = link.take_what_is_late();
    assert_eq!(late.len(), 1);
    assert!(server.heard.try_recv().is_err(), "it waits");
    let answer = late.remove(0).arrive().unwrap();
    assert!(answer.ends_with(b"/v1/uploads/ab 12"));
    for _ in 0..2 {
        assert_eq!(server.heard(), (request(UPLOAD, BODY), None));
    }
}

#[test]
fn half_an_answer_is_half_an_answer() {
    let server = Echo::start();
    let (link, heard) = struck(&server, strike(Place::MidAnswer, Blow::Finish));
    let half = heard.unwrap();
    assert!(half.starts_with(b"HTTP/1.1 200 OK") && !half.ends_with(b"12"));
    assert_eq!(link.tally().strikes[0].down, half.len() as u64);
    let (link, heard) = struck(&server, strike(Place::MidAnswer, Blow::Reset));
    assert_eq!(heard, Err(io::ErrorKind::ConnectionReset));
    assert!(link.tally().strikes[0].down > 0);
}

#[test]
fn behind_an_answer_a_strike_waits_until_it_may_fall() {
    let server = Echo::start();
    for blow in [Blow::Reset, Blow::Finish] {
        let link = FlakyLink::to(server.address, strike(Place::Answered, blow)).unwrap();
        let mut phone = connect(&link).unwrap();
        phone.write_all(request(UPLOAD, BODY).as_bytes()).unwrap();
        let mut answer = [0; 512];
        let heard = phone.read(&mut answer).unwrap();
        assert!(answer[..heard].ends_with(b"/v1/uploads/ab 12"));
        assert_eq!(link.tally().strikes, []);
        link.let_fall();
        link.wait_until("the strike", PATIENCE, |tally| tally.strikes.len() == 1)
            .unwrap();
        let ended = phone.read(&mut answer).map_err(|error| error.kind());
        match blow {
            Blow::Finish => assert_eq!(ended, Ok(0)),
            _ => assert_eq!(ended, Err(io::ErrorKind::ConnectionReset)),
        }
    }
}
