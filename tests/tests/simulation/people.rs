//! What people do with their phones, by the seed: all of it through the app that ships. What they
//! are told is saved goes into their [`Book`](crate::phone::Book).

use langnghe_core::{
    Delivery, DraftEdit, Error,
    report::{PlaceEdit, WayOut},
};
use langnghe_wire::{CaseStatus, Point, ReportId};

use crate::{
    phone::{Entry, Phone, Stage},
    pictures::PICTURES,
    plan::Plan,
    server::NEWER_CATEGORY,
    trace::Trace,
};

/// Something a person did that the app refused for a reason that no person could understand.
pub(crate) type Bewildered = String;

/// One person at one moment.
pub(crate) struct Person<'a> {
    pub(crate) phone: &'a mut Phone,
    pub(crate) plan: &'a Plan,
    pub(crate) random: &'a mut fastrand::Rng,
    pub(crate) trace: &'a Trace,
}

impl Person<'_> {
    /// Does one thing.
    pub(crate) fn act(&mut self) -> Result<(), Bewildered> {
        let drafts = self.all(Stage::Draft);
        let submitted = self.all(Stage::Submitted);
        let has_all = self.phone.book.entries.len() >= self.plan.reports_each;
        match self.random.u8(..20) {
            0..=3 if !has_all => self.begin(),
            0..=2 | 4 | 5 => self.with(&drafts, Self::photograph),
            3 | 6 => self.with(&drafts, Self::edit),
            7..=10 => self.with(&drafts, Self::submit),
            11 => self.with(&drafts, Self::discard),
            12 | 13 => self.with(&submitted, Self::say),
            14 => self.with(&submitted, Self::settle),
            15 => self.with(&submitted, Self::withdraw),
            16 | 17 => self.with(&submitted, Self::mend),
            18 => {
                self.note("hopes for a network", "");
                self.phone.app().network_came();
                Ok(())
            }
            _ => {
                self.note("asks for everything now", "");
                self.phone.stepped().ask();
                Ok(())
            }
        }
    }

    /// Takes a way out of everything that is parked, and sends the copies that lie about. Whether
    /// there was anything to do.
    pub(crate) fn mend_all(&mut self) -> Result<bool, Bewildered> {
        let parked: Vec<ReportId> = self
            .phone
            .app()
            .reports()
            .map_err(|error| format!("the reports can't be listed: {error}"))?
            .into_iter()
            .filter(|report| !report.parked.is_empty())
            .map(|report| report.id)
            .collect();
        for report in &parked {
            self.mend(*report)?;
        }
        let copies = self.all(Stage::Draft);
        let copies: Vec<ReportId> = copies
            .into_iter()
            .filter(|draft| self.phone.copies.contains_key(draft))
            .collect();
        for copy in &copies {
            self.submit(*copy)?;
        }
        let asks = self.waits_for_a_release_unseen()?;
        if asks {
            self.note("asks for everything now", "");
            self.phone.stepped().ask();
        }
        Ok(asks || !(parked.is_empty() && copies.is_empty()))
    }

    /// Whether something of a report that was taken back waits for another release. Nobody is
    /// bothered with it; it goes by itself within hours, or when its person asks.
    fn waits_for_a_release_unseen(&self) -> Result<bool, Bewildered> {
        let queue = self.phone.stepped().queue();
        let queue = queue.map_err(|error| format!("the queue can't be read: {error}"))?;
        let reports = self.phone.app().reports();
        let reports = reports.map_err(|error| format!("the reports can't be listed: {error}"))?;
        let withdrawn = |id: ReportId| {
            let mut all = reports.iter();
            all.any(|report| report.id == id && report.delivery == Delivery::Withdrawn)
        };
        let mut operations = queue.operations.iter();
        Ok(operations.any(|o| o.parked.is_some() && withdrawn(o.report)))
    }

    fn all(&self, stage: Stage) -> Vec<ReportId> {
        let entries = self.phone.book.entries.iter();
        entries
            .filter(|(_, entry)| entry.stage == stage)
            .map(|(id, _)| *id)
            .collect()
    }

    fn with(
        &mut self,
        reports: &[ReportId],
        deed: impl FnOnce(&mut Self, ReportId) -> Result<(), Bewildered>,
    ) -> Result<(), Bewildered> {
        if reports.is_empty() {
            return self.begin();
        }
        let report = reports[self.random.usize(..reports.len())];
        deed(self, report)
    }

    fn note(&self, kind: &'static str, what: impl std::fmt::Display) {
        self.trace
            .note(kind, format!("phone {} {what}", self.phone.number));
    }

    fn entry(&mut self, report: ReportId) -> &mut Entry {
        let entry = self.phone.book.entries.get_mut(&report);
        entry.expect("it is in the book")
    }

    fn fresh(&mut self, what: &str) -> String {
        self.phone.counter += 1;
        format!("{what} {}.{}", self.phone.number, self.phone.counter)
    }

    fn begin(&mut self) -> Result<(), Bewildered> {
        if self.phone.book.entries.len() >= 2 * self.plan.reports_each {
            return Ok(());
        }
        let category = ["dyke", NEWER_CATEGORY, "road"][self.random.usize(..3)];
        let begun = self.phone.app().new_draft(category);
        let draft = begun.map_err(|error| format!("no draft could be begun: {error}"))?;
        self.note("draft begun", draft);
        let entry = Entry::draft("", &[]);
        self.phone.book.entries.insert(draft, entry);
        self.edit(draft)
    }

    fn edit(&mut self, draft: ReportId) -> Result<(), Bewildered> {
        let text = self.fresh("Phản ánh");
        let place = PlaceEdit::At(Point {
            lat: 21.5025,
            lon: 106.076,
            accuracy: Some(8.0),
        });
        // Now and then somebody forgets to say where.
        let place = (self.random.u8(..8) > 0).then_some(place);
        let edit = DraftEdit {
            text: Some(text.clone()),
            place,
            ..DraftEdit::default()
        };
        let edited = self.phone.app().edit_draft(draft, edit);
        edited.map_err(|error| format!("a draft could not be edited: {error}"))?;
        self.note("draft edited", draft);
        self.entry(draft).text = text;
        Ok(())
    }

    fn photograph(&mut self, draft: ReportId) -> Result<(), Bewildered> {
        if self.entry(draft).photographs.len() >= self.plan.photographs_most {
            return self.submit(draft);
        }
        // The large one is rare.
        let which = match self.random.u8(..20) {
            0 => PICTURES.len() - 1,
            _ => self.random.usize(..PICTURES.len() - 1),
        };
        let picture = &PICTURES[which];
        let added = self.phone.app().add_photo(draft, &picture.jpeg[..]);
        added.map_err(|error| format!("a photograph could not be added: {error}"))?;
        self.note("photograph added", format!("{which} to {draft}"));
        let photographs = &mut self.entry(draft).photographs;
        if !photographs.contains(&picture.prepared) {
            photographs.push(picture.prepared);
        }
        Ok(())
    }

    fn submit(&mut self, draft: ReportId) -> Result<(), Bewildered> {
        let replaced = self.still_parked(draft)?;
        match self.phone.app().submit(draft) {
            Ok(()) => {}
            Err(Error::Incomplete(problems)) => {
                self.note("draft incomplete", format!("{draft} {problems:?}"));
                return self.edit(draft);
            }
            Err(error) => return Err(format!("a draft could not be submitted: {error}")),
        }
        self.note("submitted", draft);
        self.entry(draft).stage = Stage::Submitted;
        if let Some(parked) = replaced {
            self.note("stood for", parked);
            self.entry(parked).stage = Stage::Superseded;
        }
        Ok(())
    }

    /// The report that this draft was copied from, if it is parked to this day.
    fn still_parked(&self, draft: ReportId) -> Result<Option<ReportId>, Bewildered> {
        let Some(&original) = self.phone.copies.get(&draft) else {
            return Ok(None);
        };
        if self.phone.book.entries[&original].stage == Stage::Superseded {
            return Ok(None);
        }
        let shown = self.phone.app().report(original);
        let shown = shown.map_err(|error| format!("a report can't be shown: {error}"))?;
        Ok((shown.summary.delivery == Delivery::Parked).then_some(original))
    }

    fn discard(&mut self, draft: ReportId) -> Result<(), Bewildered> {
        if self.random.u8(..3) > 0 {
            return self.submit(draft);
        }
        let discarded = self.phone.app().discard_draft(draft);
        discarded.map_err(|error| format!("a draft could not be discarded: {error}"))?;
        self.note("draft discarded", draft);
        self.phone.book.entries.remove(&draft);
        Ok(())
    }

    fn say(&mut self, report: ReportId) -> Result<(), Bewildered> {
        let words = self.fresh("Nói thêm");
        let app = self.phone.app();
        let (kind, said) = match self.random.bool() {
            true => ("replied", app.reply(report, &words)),
            false => ("words added", app.add_text(report, &words)),
        };
        self.understood(kind, report, said, |entry| entry.said.push(words))
    }

    /// Confirms, or says that it isn't fixed: mostly where the app would offer it.
    fn settle(&mut self, report: ReportId) -> Result<(), Bewildered> {
        let shown = self.phone.app().report(report);
        let shown = shown.map_err(|error| format!("a report can't be shown: {error}"))?;
        let status = shown.summary.case.map(|case| case.status);
        if status != Some(CaseStatus::Resolved) && self.random.u8(..4) > 0 {
            return self.say(report);
        }
        if self.random.bool() {
            let confirmed = self.phone.app().confirm(report);
            return self.understood("confirmed", report, confirmed, |_| {});
        }
        let words = self.fresh("Chưa xong");
        let reopened = self.phone.app().reopen(report, &words);
        self.understood("reopened", report, reopened, |entry| entry.said.push(words))
    }

    fn withdraw(&mut self, report: ReportId) -> Result<(), Bewildered> {
        let withdrawn = self.phone.app().withdraw(report);
        self.understood("withdrawn", report, withdrawn, |entry| {
            entry.taken_back = true;
        })
    }

    /// Takes a way out of what is parked, if anything is.
    fn mend(&mut self, report: ReportId) -> Result<(), Bewildered> {
        let shown = self.phone.app().report(report);
        let shown = shown.map_err(|error| format!("a report can't be shown: {error}"))?;
        let Some(parked) = shown.summary.parked.first() else {
            return Ok(());
        };
        let way = parked.ways_out[self.random.usize(..parked.ways_out.len())];
        self.note(
            "parked",
            format!("{report} {:?} {}", parked.thing, parked.code.as_str()),
        );
        let app = self.phone.app();
        let (kind, done) = match way {
            WayOut::Retry => ("tried again", app.retry(report)),
            WayOut::LetGo => ("let go", app.let_go(report)),
            WayOut::Withdraw => ("withdrawn from being parked", app.withdraw(report)),
            WayOut::Copy => return self.copy(report, shown.summary.delivery),
        };
        done.map_err(|error| {
            format!(
                "{report} is parked ({}), and its way out, {way:?}, leads nowhere: {error}",
                parked.code.as_str()
            )
        })?;
        self.note(kind, report);
        // What waited behind it goes with it.
        self.entry(report).taken_back |= way == WayOut::Withdraw;
        self.entry(report).let_go += usize::from(way == WayOut::LetGo);
        Ok(())
    }

    fn copy(&mut self, report: ReportId, delivery: Delivery) -> Result<(), Bewildered> {
        let copied = self.phone.app().copy_into_draft(report);
        let copy = copied.map_err(|error| format!("{delivery:?} can't be copied: {error}"))?;
        self.note("copied", format!("{report} into {copy}"));
        let text = self.fresh("Chép");
        let edit = DraftEdit {
            // What every release knows.
            category: Some("dyke".into()),
            text: Some(text.clone()),
            ..DraftEdit::default()
        };
        let edited = self.phone.app().edit_draft(copy, edit);
        edited.map_err(|error| format!("a copy could not be edited: {error}"))?;
        let photographs = self.entry(report).photographs.clone();
        let entry = Entry::draft(&text, &photographs);
        self.phone.book.entries.insert(copy, entry);
        self.phone.copies.insert(copy, report);
        Ok(())
    }

    /// `NotNow` is an answer that people understand; other errors aren't.
    fn understood(
        &mut self,
        kind: &'static str,
        report: ReportId,
        done: Result<(), Error>,
        keep: impl FnOnce(&mut Entry),
    ) -> Result<(), Bewildered> {
        match done {
            Ok(()) => {
                self.note(kind, report);
                keep(self.entry(report));
                Ok(())
            }
            Err(Error::NotNow) => Ok(()),
            Err(error) => Err(format!("{report} could not be {kind}: {error}")),
        }
    }
}
