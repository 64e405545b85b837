//! What happens: every event of the vocabulary, as the core is told of it.

use langnghe_core::{
    DraftEdit, Error, Link,
    wire::{Point, Visibility, words::Language},
};

use crate::{
    asked,
    person::{Person, fixture, photograph_in},
    phone::PATIENCE,
    table::Words,
};

/// An event that this runner knows.
pub(crate) struct Event {
    /// As scenarios call it.
    pub(crate) name: &'static str,
    /// As the vocabulary has them.
    pub(crate) fields: &'static [&'static str],
    /// Makes it happen. What the app refuses comes out.
    pub(crate) happen: fn(&mut Person, &Words) -> Result<(), Error>,
}

macro_rules! event {
    ($name:literal, [$($field:literal),*], $happen:expr) => {
        Event { name: $name, fields: &[$($field),*], happen: $happen }
    };
}

/// All of them, in the vocabulary's order.
pub(crate) const EVENTS: &[Event] = &[
    event!("agree", [], |person, _| {
        person.consent = Some(person.phone.app().catalogue().consent.version);
        Ok(())
    }),
    event!("capture", [], |person, _| {
        person.at = None;
        Ok(())
    }),
    event!("photograph", ["file"], photograph),
    // Nothing that the core would hear of.
    event!("no_camera", [], |_, _| Ok(())),
    event!("skip_photograph", [], |person, _| person.draft().map(drop)),
    event!("add_photograph", ["file"], photograph),
    event!("remove_photograph", ["number"], remove_photograph),
    event!("choose_category", ["code"], |person, said| {
        person.edit(DraftEdit {
            category: Some(said.get("code")),
            ..DraftEdit::default()
        })
    }),
    event!("choose_commune", ["named"], choose_commune),
    event!("look_for_place", [], |person, _| person.look_for_place()),
    event!("write", ["text", "times?"], write),
    event!("describe_place", ["words"], |person, said| {
        person.edit(DraftEdit {
            detail: Some(said.get("words")),
            ..DraftEdit::default()
        })
    }),
    event!("hide_name", ["hidden"], hide_name),
    event!("answer", ["question", "values"], asked::answer),
    event!("send", [], |person, _| person.send()),
    event!("discard", [], |person, _| {
        let draft = person.at();
        person.at = None;
        person.phone.app().discard_draft(draft)
    }),
    // The core has no screens to leave, and everything is kept.
    event!("go_back", [], |_, _| Ok(())),
    event!("open", ["row"], open),
    event!("see_report", [], |_, _| Ok(())),
    event!("sync", [], |person, _| sync(person)),
    event!("reply", ["words"], |person, said| {
        person.phone.app().reply(person.at(), &words(said))
    }),
    event!("add_text", ["words"], |person, said| {
        person.phone.app().add_text(person.at(), &words(said))
    }),
    event!("confirm", [], |person, _| person
        .phone
        .app()
        .confirm(person.at())),
    event!("reopen", ["words", "file?"], |person, said| {
        let shown = said.find::<String>("file").map(|file| photograph_in(&file));
        let shown = shown.iter().map(Vec::as_slice);
        let app = person.phone.app();
        app.reopen_with(person.at(), &words(said), shown)
    }),
    event!("rate", ["stars", "words"], |person, said| {
        let stars = said.get("stars");
        person.phone.app().rate(person.at(), stars, &words(said))
    }),
    event!("withdraw", [], |person, _| person
        .phone
        .app()
        .withdraw(person.at())),
    event!("take_way_out", ["way"], take_way_out),
    event!("choose_language", ["language"], choose_language),
    event!("photos_on_wifi_only", ["only"], |person, said| {
        person.phone.surroundings.photographs_wait_for_free = said.get("only");
        person.phone.look_around();
        Ok(())
    }),
    event!("start_clean", [], |person, _| {
        person.phone.start_clean();
        person.at = None;
        Ok(())
    }),
    event!("signal", ["link"], signal),
    event!("found_place", ["lat", "lon", "metres"], |person, said| {
        person.found(Point {
            lat: said.get("lat"),
            lon: said.get("lon"),
            accuracy: Some(said.get("metres")),
        })
    }),
    event!("refuse_place", [], |person, _| {
        person.here = None;
        Ok(())
    }),
    event!("leave_app", [], |person, _| {
        person.phone.app().pause();
        Ok(())
    }),
    event!("come_back", [], |person, _| person.phone.app().resume()),
    event!("work_in_background", [], |person, _| {
        person.phone.app().resume()?;
        sync(person)?;
        person.phone.app().pause();
        Ok(())
    }),
    event!("end_process", [], |person, _| {
        person.phone.start();
        Ok(())
    }),
    event!("lose_key", [], |person, _| {
        person.phone.lose_key();
        Ok(())
    }),
    event!("days_pass", ["days"], |person, said| {
        person.days += said.get::<i64>("days");
        Ok(())
    }),
    event!(
        "officer",
        [
            "step",
            "words?",
            "file?",
            "cause?",
            "remedy?",
            "without_photograph?",
            "belongs?",
            "unit?",
            "level?",
            "into?"
        ],
        officer
    ),
    event!(
        "coordinator_asks",
        [
            "category",
            "question",
            "kind",
            "english?",
            "required?",
            "choices?"
        ],
        asked::coordinator_asks
    ),
    event!(
        "coordinator_drops",
        ["category", "question"],
        asked::coordinator_drops
    ),
];

/// What the officer's form calls what a scenario says.
const FIELDS: [(&str, &str); 7] = [
    ("words", "text"),
    ("cause", "cause"),
    ("remedy", "remedy"),
    ("without_photograph", "without_photograph"),
    ("belongs", "belongs"),
    ("unit", "unit"),
    ("level", "level"),
];

fn officer(person: &mut Person, said: &Words) -> Result<(), Error> {
    let report = person.about.unwrap();
    let step: String = said.get("step");
    let filled_in = FIELDS
        .iter()
        .filter_map(|(field, name)| Some(((*name).to_owned(), said.find::<String>(field)?)));
    let mut fields: Vec<(String, String)> = filled_in.collect();
    if let Some(other) = said.find::<usize>("into") {
        let other = person.phone.app().report(person.known[other])?;
        let reference = other.summary.reference().unwrap().to_string();
        fields.push(("into".to_owned(), reference));
    }
    let photograph = said.find::<String>("file").map(|file| fixture(&file));
    person
        .world
        .officer_takes(report, &step, &fields, photograph.as_deref());
    Ok(())
}

fn words(said: &Words) -> String {
    said.get("words")
}

fn photograph(person: &mut Person, said: &Words) -> Result<(), Error> {
    person.photograph(&said.get::<String>("file"))
}

fn remove_photograph(person: &mut Person, said: &Words) -> Result<(), Error> {
    let app = person.phone.app();
    let photographs = app.draft(person.at())?.photographs;
    app.remove_photo(photographs[said.get::<usize>("number") - 1].id)
}

fn choose_commune(person: &mut Person, said: &Words) -> Result<(), Error> {
    let named: String = said.get("named");
    let found = person.phone.app().communes().search(&named);
    let first = found
        .first()
        .unwrap_or_else(|| panic!("nothing is called {named}"));
    let code = first.commune.code.clone();
    person.put(langnghe_core::PlaceEdit::InCommune(code))
}

fn write(person: &mut Person, said: &Words) -> Result<(), Error> {
    let times = said.find("times").unwrap_or(1);
    person.edit(DraftEdit {
        text: Some(said.get::<String>("text").repeat(times)),
        ..DraftEdit::default()
    })
}

fn hide_name(person: &mut Person, said: &Words) -> Result<(), Error> {
    let visibility = match said.get("hidden") {
        true => Visibility::NameHidden,
        false => Visibility::NameShown,
    };
    person.edit(DraftEdit {
        visibility: Some(visibility),
        ..DraftEdit::default()
    })
}

fn open(person: &mut Person, said: &Words) -> Result<(), Error> {
    let app = person.phone.app();
    let drafts = app.drafts()?.into_iter().map(|draft| draft.id);
    let reports = app.reports()?.into_iter().map(|report| report.id);
    let opened = drafts.chain(reports).nth(said.get("row"));
    person.turn_to(opened.unwrap());
    Ok(())
}

fn sync(person: &Person) -> Result<(), Error> {
    // Without a network there is nothing to wait for.
    if person.phone.surroundings.link == Link::Offline {
        return Ok(());
    }
    person.phone.app().sync_now(PATIENCE).map(drop)
}

fn take_way_out(person: &mut Person, said: &Words) -> Result<(), Error> {
    let (app, id) = (person.phone.app(), person.at());
    match said.get::<String>("way").as_str() {
        "retry" => app.retry(id),
        "let_go" => app.let_go(id),
        "withdraw" => app.withdraw(id),
        "copy" => {
            let copy = app.copy_into_draft(id)?;
            person.turn_to(copy);
            Ok(())
        }
        way => panic!("there is no way out called {way}"),
    }
}

fn choose_language(person: &mut Person, said: &Words) -> Result<(), Error> {
    person.language = match said.get::<String>("language").as_str() {
        "vietnamese" | "system" => Language::Vietnamese,
        "english" => Language::English,
        language => panic!("nobody reads {language}"),
    };
    Ok(())
}

fn signal(person: &mut Person, said: &Words) -> Result<(), Error> {
    let link = match said.get::<String>("link").as_str() {
        "offline" => Link::Offline,
        "metered" => Link::Metered,
        "free" => Link::Free,
        link => panic!("there is no link called {link}"),
    };
    person.world.set_signal(link != Link::Offline);
    person.phone.surroundings.link = link;
    person.phone.look_around();
    Ok(())
}
