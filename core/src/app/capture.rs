//! Capturing: drafts and their photographs, saved at every change.

use std::{
    fs::File,
    io::{self, Read},
};

#[cfg(unix)]
use std::os::fd::OwnedFd;

use langnghe_places::Located;
use langnghe_wire::{ReportId, limits};

use super::{App, Inner};
use crate::{
    clock::random,
    error::Error,
    report::{
        Draft, DraftEdit, PhotographView, PlaceEdit, answer, problems, questions, whereabouts,
    },
    store::{NewPhotograph, PhotographId, ReportRow, Stage, View},
};

impl App {
    /// Begins a draft with nothing in it: a photograph may be there before anybody has thought
    /// about its category. That is chosen later, with [`edit_draft`](Self::edit_draft); until
    /// then it is one of the draft's problems.
    ///
    /// # Errors
    /// The store.
    pub fn begin_draft(&self) -> Result<ReportId, Error> {
        self.begin("")
    }

    /// Begins a draft about something of this category.
    ///
    /// # Errors
    /// [`Error::UnknownPlaceOrCategory`], or the store.
    pub fn new_draft(&self, category: &str) -> Result<ReportId, Error> {
        if self.inner.catalogue.current().category(category).is_none() {
            return Err(Error::UnknownPlaceOrCategory);
        }
        self.begin(category)
    }

    fn begin(&self, category: &str) -> Result<ReportId, Error> {
        let inner = &self.inner;
        let now = inner.ports.clock.now();
        let id = ReportId::new(now, random(inner.ports.entropy.as_ref()));
        inner
            .store
            .write(|view| view.save_report(&ReportRow::draft(id, category, now)))?;
        inner.shared.tell_changed([id]);
        Ok(id)
    }

    /// Changes a draft. What is written is on disk when this returns.
    ///
    /// # Errors
    /// [`Error::NotADraft`], [`Error::UnknownPlaceOrCategory`], [`Error::UnknownQuestion`], or the store.
    pub fn edit_draft(&self, id: ReportId, edit: DraftEdit) -> Result<(), Error> {
        let inner = &self.inner;
        let now = inner.ports.clock.now();
        inner.change_draft(id, |view, draft| {
            inner.apply(draft, edit)?;
            draft.edited_at = now;
            Ok(view.save_report(draft)?)
        })
    }

    /// The drafts, the newest first.
    ///
    /// # Errors
    /// The store.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        Ok(self.inner.store.read(|view| {
            let drafts = view
                .reports()?
                .into_iter()
                .filter(|r| r.stage == Stage::Draft);
            drafts.map(|draft| self.inner.draft(view, draft)).collect()
        })?)
    }

    /// One draft.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NotADraft`], or the store.
    pub fn draft(&self, id: ReportId) -> Result<Draft, Error> {
        let (report, draft) = self.inner.store.read(|view| {
            let report = view.report(id)?;
            Ok((report.stage, self.inner.draft(view, report)?))
        })?;
        if report == Stage::Draft {
            Ok(draft)
        } else {
            Err(Error::NotADraft)
        }
    }

    /// Throws a draft away, photographs included.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for what is no draft any more; or the store.
    pub fn discard_draft(&self, id: ReportId) -> Result<(), Error> {
        self.inner.store.write(|view| view.delete_draft(id))?;
        self.inner.shared.tell_changed([id]);
        Ok(())
    }

    /// Adds a photograph from a reader: prepares it, and keeps it with the draft. The original
    /// is needed no longer when this returns. The same picture twice is kept once.
    ///
    /// # Errors
    /// [`Error::Photograph`] with the reason, [`Error::Unreadable`], [`Error::DiskFull`] also when
    /// what is free is needed for words,
    /// [`Error::TooManyPhotographs`], [`Error::NotADraft`], or the store.
    pub fn add_photo(&self, draft: ReportId, jpeg: impl Read) -> Result<PhotographId, Error> {
        // Before the work on pixels: a person who adds a seventh needn't wait to hear it.
        self.inner.ensure_room(draft)?;
        self.ensure_space()?;
        let new = prepared(jpeg)?;
        let mut added = None;
        self.inner.change_draft(draft, |view, row| {
            added = Some(view.add_photograph(row.id, &new)?);
            if view.photographs(row.id)?.len() > limits::PHOTOGRAPHS_PER_REPORT {
                return Err(Error::TooManyPhotographs);
            }
            Ok(())
        })?;
        added.ok_or(Error::NotFound)
    }

    /// Adds a photograph from a file descriptor, which is closed.
    ///
    /// # Errors
    /// As [`add_photo`](Self::add_photo).
    #[cfg(unix)]
    pub fn add_photo_fd(&self, draft: ReportId, fd: OwnedFd) -> Result<PhotographId, Error> {
        self.add_photo(draft, io::BufReader::new(File::from(fd)))
    }

    /// Takes a photograph out of a draft.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for what was submitted; or the store.
    pub fn remove_photo(&self, photograph: PhotographId) -> Result<(), Error> {
        Ok(self
            .inner
            .store
            .write(|view| view.remove_photograph(photograph))?)
    }
}

impl Inner {
    /// Changes a draft in one transaction: all of `change`, or nothing.
    pub(super) fn change_draft(
        &self,
        id: ReportId,
        change: impl FnOnce(&View<'_>, &mut ReportRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.write(|view| {
            let mut draft = view.report(id)?;
            if draft.stage != Stage::Draft {
                return Err(Error::NotADraft);
            }
            change(view, &mut draft)
        })?;
        self.shared.tell_changed([id]);
        Ok(())
    }

    fn ensure_room(&self, id: ReportId) -> Result<(), Error> {
        let (stage, count) = self
            .store
            .read(|view| Ok((view.report(id)?.stage, view.photographs(id)?.len())))?;
        match stage {
            Stage::Draft if count < limits::PHOTOGRAPHS_PER_REPORT => Ok(()),
            Stage::Draft => Err(Error::TooManyPhotographs),
            _ => Err(Error::NotADraft),
        }
    }

    fn apply(&self, draft: &mut ReportRow, edit: DraftEdit) -> Result<(), Error> {
        if let Some(category) = edit.category {
            let known = self.catalogue.current().category(&category).is_some();
            draft.category = known
                .then_some(category)
                .ok_or(Error::UnknownPlaceOrCategory)?;
        }
        let catalogue = self.catalogue.current();
        for given in edit.answers {
            if !answer(draft, &catalogue, given) {
                return Err(Error::UnknownQuestion);
            }
        }
        match edit.place {
            Some(PlaceEdit::At(point)) => {
                if !point.is_valid() {
                    return Err(Error::UnknownPlaceOrCategory);
                }
                draft.place.point = Some(point);
                if !draft.by_hand {
                    let located = self.communes.locate(point.lat, point.lon).ok();
                    let commune = located.as_ref().and_then(Located::commune);
                    draft.place.commune = commune.map(|c| c.code.clone());
                }
            }
            Some(PlaceEdit::InCommune(code)) => {
                let commune = self
                    .communes
                    .by_code(&code)
                    .ok_or(Error::UnknownPlaceOrCategory)?;
                draft.place.commune = Some(commune.code.clone());
                draft.by_hand = true;
            }
            Some(PlaceEdit::Nowhere) => {
                (draft.place.point, draft.place.commune) = (None, None);
                draft.by_hand = false;
            }
            None => {}
        }
        if let Some(detail) = edit.detail {
            draft.place.detail = Some(detail).filter(|detail| !detail.is_empty());
        }
        draft.text = edit.text.unwrap_or_else(|| std::mem::take(&mut draft.text));
        draft.noticed_at = edit.noticed_at.unwrap_or(draft.noticed_at);
        draft.visibility = edit.visibility.unwrap_or(draft.visibility);
        draft.consent = edit.consent.or(draft.consent);
        Ok(())
    }

    fn draft(&self, view: &View<'_>, report: ReportRow) -> Result<Draft, crate::store::StoreError> {
        let photographs = view.photographs(report.id)?;
        let catalogue = self.catalogue.current();
        Ok(Draft {
            problems: problems(&report, photographs.len(), &catalogue, self.communes),
            whereabouts: whereabouts(&report, self.communes),
            photographs: photographs.iter().map(PhotographView::from).collect(),
            questions: questions(&report, &catalogue),
            id: report.id,
            category: report.category,
            text: report.text,
            place: report.place,
            visibility: report.visibility,
            noticed_at: report.noticed_at,
            edited_at: report.edited_at,
        })
    }
}

/// A photograph from a reader, as it will be sent.
pub(super) fn prepared(jpeg: impl Read) -> Result<NewPhotograph, Error> {
    let most = langnghe_photo::MAX_INPUT_BYTES;
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there is more, without reading all of it.
    jpeg.take(most as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(Error::Unreadable)?;
    let prepared = langnghe_photo::prepare(&bytes).map_err(Error::Photograph)?;
    Ok(NewPhotograph {
        width: prepared.width,
        height: prepared.height,
        jpeg: prepared.photo,
        thumbnail: prepared.thumbnail,
    })
}
