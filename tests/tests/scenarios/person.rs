//! Whoever has the phone in hand, and what a shell would hold for them while they use it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use langnghe_core::{
    Delivery, DraftEdit, Error, PlaceEdit,
    report::Whereabouts,
    wire::{Point, ReportId, words::Language},
};

use crate::{phone::Phone, table::Scenario, world::World};

/// The person, with the phone and the world around them.
pub(crate) struct Person {
    /// What is around.
    pub(crate) world: World,
    /// The phone.
    pub(crate) phone: Phone,
    /// The language that they read.
    pub(crate) language: Language,
    /// The version of the consent that they gave.
    pub(crate) consent: Option<u32>,
    /// The draft or report that they have before them, or had last.
    pub(crate) at: Option<ReportId>,
    /// The report that they opened or sent last.
    pub(crate) about: Option<ReportId>,
    /// Every report that they opened or sent, the first first.
    pub(crate) known: Vec<ReportId>,
    /// By so many days the phone's clock is ahead.
    pub(crate) days: i64,
    /// Whether they have tried to send the draft as it is before them.
    pub(crate) tried: bool,
    /// Where the phone is, if it may know.
    pub(crate) here: Option<Point>,
    /// Why the last thing that they did could not be done.
    pub(crate) refused: Option<&'static str>,
}

impl Person {
    /// At the home screen of an empty phone, after the first start, or before it.
    pub(crate) fn begin(world: World, scenario: &Scenario) -> Self {
        let server = (!scenario.no_server).then(|| world.url());
        let phone = Phone::begin(world.folder.path().join("phone"), server);
        let consent = phone.app().catalogue().consent.version;
        Self {
            world,
            phone,
            language: Language::default(),
            consent: (!scenario.first_start).then_some(consent),
            at: None,
            about: None,
            known: Vec::new(),
            days: 0,
            tried: false,
            here: None,
            refused: None,
        }
    }

    /// The draft or report before them.
    #[track_caller]
    pub(crate) fn at(&self) -> ReportId {
        self.at.unwrap()
    }

    /// Whether a draft is before them.
    pub(crate) fn has_draft(&self) -> bool {
        let app = self.phone.app();
        let report = self.at.map(|id| app.report(id).unwrap());
        report.is_some_and(|report| report.summary.delivery == Delivery::Draft)
    }

    /// Turns to a draft or a report.
    pub(crate) fn turn_to(&mut self, id: ReportId) {
        (self.at, self.tried) = (Some(id), false);
        if !self.has_draft() {
            self.about = Some(id);
            if !self.known.contains(&id) {
                self.known.push(id);
            }
        }
    }

    /// The moment that the phone shows.
    pub(crate) fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_hours(24 * self.days);
        Timestamp::now() + ahead
    }

    /// Changes the draft.
    pub(crate) fn edit(&self, edit: DraftEdit) -> Result<(), Error> {
        self.phone.app().edit_draft(self.at(), edit)
    }

    /// Puts the draft somewhere.
    pub(crate) fn put(&self, place: PlaceEdit) -> Result<(), Error> {
        self.edit(DraftEdit {
            place: Some(place),
            ..DraftEdit::default()
        })
    }

    /// The draft before them, begun if there is none.
    pub(crate) fn draft(&mut self) -> Result<ReportId, Error> {
        if let Some(id) = self.at {
            return Ok(id);
        }
        let id = self.phone.app().begin_draft()?;
        self.turn_to(id);
        self.edit(DraftEdit {
            consent: self.consent,
            ..DraftEdit::default()
        })?;
        if let Some(here) = self.here {
            self.put(PlaceEdit::At(here))?;
        }
        Ok(id)
    }

    /// Takes a photograph for what is before them: a draft, which it may begin, or a report.
    pub(crate) fn photograph(&mut self, file: &str) -> Result<(), Error> {
        let jpeg = photograph_in(file);
        let is_new = self.at.is_none();
        let id = self.draft()?;
        if !self.has_draft() {
            return self.phone.app().attach(id, jpeg.as_slice()).map(drop);
        }
        let added = self.phone.app().add_photo(id, jpeg.as_slice());
        if added.is_err() && is_new {
            // It was begun for this photograph alone.
            self.phone.app().discard_draft(id)?;
            self.at = None;
        }
        added.map(drop)
    }

    /// The satellites have found the phone. A draft that waits for it has a place now; one whose
    /// commune was chosen by hand doesn't wait.
    pub(crate) fn found(&mut self, here: Point) -> Result<(), Error> {
        self.here = Some(here);
        if self.has_draft() && !self.has_chosen()? {
            self.put(PlaceEdit::At(here))?;
        }
        Ok(())
    }

    /// Asks the satellites on purpose: what they say takes the place of a commune chosen by hand.
    pub(crate) fn look_for_place(&self) -> Result<(), Error> {
        let here = self.here.unwrap();
        let was_chosen = self.has_chosen()?;
        self.put(PlaceEdit::At(here))?;
        let communes = self.phone.app().communes();
        let there = communes.locate(here.lat, here.lon).ok();
        match there.and_then(|there| there.commune()) {
            Some(commune) if was_chosen => self.put(PlaceEdit::InCommune(commune.code.clone())),
            _ => Ok(()),
        }
    }

    /// Whether the commune of the draft was chosen by hand.
    fn has_chosen(&self) -> Result<bool, Error> {
        let draft = self.phone.app().draft(self.at())?;
        Ok(matches!(
            draft.whereabouts,
            Whereabouts::Commune { by_hand: true, .. }
        ))
    }

    /// Sends the draft, or is told from now on what is missing.
    pub(crate) fn send(&mut self) -> Result<(), Error> {
        match self.phone.app().submit(self.at()) {
            Err(Error::Incomplete(_)) => {
                self.tried = true;
                Ok(())
            }
            Ok(()) => {
                self.turn_to(self.at());
                Ok(())
            }
            refused => refused,
        }
    }
}

/// Where a photograph for tests lies.
pub(crate) fn fixture(file: &str) -> PathBuf {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/photo/fixtures");
    Path::new(fixtures).join(file)
}

/// A photograph for tests.
pub(crate) fn photograph_in(file: &str) -> Vec<u8> {
    fs::read(fixture(file)).unwrap()
}
