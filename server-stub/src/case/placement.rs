//! Where a filed report belongs, and by when it is answered: decided before anything is written.
//!
//! The commune that the report names decides: the person saw it before they sent, found by their
//! phone or put right by hand, such as when they report from home. Where none is named, or none
//! that is known, the point does. The two clocks start at receipt, by the server's time.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use langnghe_places::{
    Catalogue, Commune, Communes, Due, Level, Located, Text, WorkingCalendar, deadline,
};
use langnghe_wire::{Clock, Clocks, Code, Filing, Place, words::Words};

use super::units::Unit;
use crate::settings::{
    Document, Invalid, Kind,
    catalogue::Settled,
    routing::{Routed, Routing},
    templates::Templates,
    units::Units,
};

/// Everything by which reports are placed: the communes, and what coordinators have settled.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Communes and their boundaries.
    pub communes: &'static Communes,
    /// Categories and terms: everything that reports may name.
    pub catalogue: Arc<Catalogue>,
    /// What phones are offered of it.
    pub offered: Arc<Catalogue>,
    /// When authorities work.
    pub calendar: Arc<WorkingCalendar>,
    /// Who answers reports.
    pub units: Arc<Units>,
    /// Which unit a report goes to.
    pub routing: Arc<Routing>,
    /// Texts that replies begin with.
    pub templates: Arc<Templates>,
    settled: Arc<Settled>,
    versions: BTreeMap<Kind, u32>,
}

/// What was decided about a filed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The commune's code.
    pub commune: String,
    /// The unit whose move it is.
    pub unit: Unit,
    /// How pressing it is, until an officer decides otherwise.
    pub level: Level,
    /// Both clocks, with the rule that each rests on.
    pub clocks: Clocks,
    /// The unit or commune whose own staff it is about, by its code.
    pub concerns: Option<String>,
}

impl Rules {
    /// The rules that this build carries.
    #[must_use]
    pub fn bundled() -> Self {
        let settled = Arc::new(Settled::bundled());
        Self {
            communes: Communes::bundled(),
            catalogue: Arc::new(settled.catalogue.clone()),
            offered: Arc::new(settled.offered()),
            calendar: Arc::new(WorkingCalendar::bundled().clone()),
            units: Arc::new(Units::bundled()),
            routing: Arc::new(Routing::bundled()),
            templates: Arc::new(Templates::bundled()),
            settled,
            versions: BTreeMap::new(),
        }
    }

    /// With a document in the place of the one of its kind.
    ///
    /// # Errors
    /// [`Invalid`] if the whole doesn't hold together then.
    pub fn with(&self, document: Document, version: u32) -> Result<Self, Invalid> {
        let next = self.with_unchecked(document, version);
        next.check()?;
        Ok(next)
    }

    /// As [`with`](Self::with), where more is to come before the whole is checked.
    pub(crate) fn with_unchecked(&self, document: Document, version: u32) -> Self {
        let mut next = self.clone();
        next.versions.insert(document.kind(), version);
        match document {
            Document::Units(units) => next.units = units,
            Document::Routing(routing) => next.routing = routing,
            Document::Calendar(calendar) => next.calendar = calendar,
            Document::Templates(templates) => next.templates = templates,
            Document::Catalogue(settled) => {
                next.catalogue = Arc::new(settled.catalogue.clone());
                next.offered = Arc::new(settled.offered());
                next.settled = settled;
            }
        }
        next
    }

    /// Whether every report goes somewhere.
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        self.routing.check(&self.units, self.communes)
    }

    /// The document of a kind.
    #[must_use]
    pub fn document(&self, kind: Kind) -> Document {
        match kind {
            Kind::Units => Document::Units(Arc::clone(&self.units)),
            Kind::Routing => Document::Routing(Arc::clone(&self.routing)),
            Kind::Catalogue => Document::Catalogue(Arc::clone(&self.settled)),
            Kind::Calendar => Document::Calendar(Arc::clone(&self.calendar)),
            Kind::Templates => Document::Templates(Arc::clone(&self.templates)),
        }
    }

    /// The catalogue with what is retired, as coordinators edit it.
    #[must_use]
    pub fn settled(&self) -> &Settled {
        &self.settled
    }

    /// The version of the document of a kind; 0 is what the build carries.
    #[must_use]
    pub fn version(&self, kind: Kind) -> u32 {
        self.versions.get(&kind).copied().unwrap_or(0)
    }

    /// The unit with a code, whether it takes reports or not any more.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<Unit> {
        self.units.unit(code, self.communes)
    }

    /// The unit with a code, if it takes reports.
    #[must_use]
    pub fn active_unit(&self, code: &str) -> Option<Unit> {
        self.units.active(code, self.communes)
    }

    /// The commune of a unit, by its code; none for a unit of the province.
    #[must_use]
    pub fn commune_of_unit(&self, unit: &str) -> Option<String> {
        let (of, _) = unit.split_once('-')?;
        self.communes
            .by_code(of)
            .map(|commune| commune.code.clone())
    }

    /// The units of a commune that take reports.
    #[must_use]
    pub fn units_of(&self, commune: &str) -> Vec<Unit> {
        self.units.of_commune(commune, self.communes)
    }

    /// The units of the province that take reports.
    #[must_use]
    pub fn units_of_province(&self) -> Vec<Unit> {
        self.units.of_province(self.communes)
    }

    /// Where a report of a category from a commune goes, and what says so.
    #[must_use]
    pub fn route(&self, category: &str, commune: &str) -> Option<Routed> {
        self.routing
            .route(category, commune, &self.units, self.communes)
    }

    /// Places a report that was received at `now`.
    ///
    /// # Errors
    /// [`Code::OutsideProvince`], [`Code::PlaceInvalid`] or [`Code::UnknownCategory`].
    pub fn place(&self, filing: &Filing, now: Timestamp) -> Result<Placement, Code> {
        let commune = self.commune_of(&filing.place)?;
        let due = deadline(&filing.category, now, &self.catalogue, &self.calendar)
            .map_err(|_| Code::UnknownCategory)?;
        let routed = self
            .route(&filing.category, &commune.code)
            .ok_or(Code::Internal)?;
        Ok(Placement {
            commune: commune.code.clone(),
            level: self
                .catalogue
                .category(&filing.category)
                .map_or(Level::Normal, |category| category.level),
            concerns: routed.is_about_staff.then(|| commune.code.clone()),
            unit: routed.unit,
            clocks: Clocks {
                intake: clock(&due.intake),
                resolution: clock(&due.resolution),
            },
        })
    }

    /// Whether a unit wants its leader's word on what it did, before anybody hears of it.
    #[must_use]
    pub fn needs_approval(&self, unit: &str) -> bool {
        self.unit(unit).is_some_and(|unit| unit.approval)
    }

    fn commune_of(&self, place: &Place) -> Result<&'static Commune, Code> {
        let located = place
            .point
            .map(|point| self.communes.locate(point.lat, point.lon))
            .transpose()
            .map_err(|_| Code::PlaceInvalid)?;
        place
            .commune
            .as_deref()
            .and_then(|code| self.communes.by_code(code))
            .or_else(|| located.as_ref().and_then(Located::commune))
            .ok_or(Code::OutsideProvince)
    }
}

/// A term as the protocol carries it.
pub(super) fn clock(due: &Due) -> Clock {
    Clock {
        due: due.at,
        basis: words(&due.basis),
    }
}

/// The catalogue's text as the protocol carries it.
#[must_use]
pub fn words(text: &Text) -> Words {
    Words::both(&text.vi, &text.en)
}

#[cfg(test)]
mod tests {
    use langnghe_wire::Point;

    use super::*;

    fn filing(point: Option<(f64, f64)>, commune: Option<&str>) -> Filing {
        Filing {
            category: "dyke".into(),
            text: "Nước tràn.".into(),
            place: Place {
                point: point.map(|(lat, lon)| Point {
                    lat,
                    lon,
                    accuracy: None,
                }),
                commune: commune.map(Into::into),
                detail: None,
            },
            noticed_at: "2026-11-23T08:00:00Z".parse().unwrap(),
            visibility: Default::default(),
            attachments: vec![],
            answers: vec![],
            catalogue: 1,
            consent: None,
            supersedes: None,
        }
    }

    fn place(filing: &Filing) -> Result<String, Code> {
        let now = "2026-11-23T08:00:00Z".parse().unwrap();
        Rules::bundled().place(filing, now).map(|p| p.unit.code)
    }

    #[test]
    fn the_commune_that_the_person_saw_decides_before_the_point() {
        let tam_tien = Communes::bundled()
            .all()
            .iter()
            .find(|c| c.name == "Xã Tam Tiến")
            .unwrap();
        let centre = (tam_tien.centre.lat, tam_tien.centre.lon);
        let other = Communes::bundled()
            .all()
            .iter()
            .find(|c| c.code != tam_tien.code)
            .unwrap();
        let unit_of = |code: &str| Ok(format!("{code}-kt"));
        assert_eq!(
            place(&filing(Some(centre), Some(&other.code))),
            unit_of(&other.code)
        );
        for point_decides in [None, Some("00000")] {
            let placed = place(&filing(Some(centre), point_decides));
            assert_eq!(placed, unit_of(&tam_tien.code));
        }
        let placed = place(&filing(None, Some(&tam_tien.code)));
        assert_eq!(placed, unit_of(&tam_tien.code));
    }

    #[test]
    fn outside_the_province_only_a_chosen_commune_helps() {
        let sea = (10.0, 110.0);
        let chosen = &Communes::bundled().all()[0].code;
        assert_eq!(place(&filing(Some(sea), None)), Err(Code::OutsideProvince));
        assert_eq!(
            place(&filing(None, Some("00000"))),
            Err(Code::OutsideProvince)
        );
        assert_eq!(
            place(&filing(Some(sea), Some(chosen))),
            Ok(format!("{chosen}-kt"))
        );
    }

    #[test]
    fn the_clocks_run_from_receipt_and_cite_their_rule() {
        let rules = Rules::bundled();
        let chosen = &rules.communes.all()[0].code;
        let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let clocks = rules
            .place(&filing(None, Some(chosen)), now)
            .unwrap()
            .clocks;
        assert!(now < clocks.intake.due && clocks.intake.due <= clocks.resolution.due);
        assert!(!clocks.intake.basis.vi.is_empty());
    }

    #[test]
    fn a_report_about_a_communes_staff_is_hidden_from_it() {
        let mut about_staff = filing(None, Some("07264"));
        about_staff.category = "staff_conduct".into();
        let now = "2026-11-23T08:00:00Z".parse().unwrap();
        let placed = Rules::bundled().place(&about_staff, now).unwrap();
        assert_eq!(placed.concerns.as_deref(), Some("07264"));
        assert!(!placed.unit.is_of("07264"), "{}", placed.unit.code);
        let other = Rules::bundled().place(&filing(None, Some("07264")), now);
        assert_eq!(other.unwrap().concerns, None);
    }

    #[test]
    fn a_category_that_is_not_in_the_catalogue_is_refused() {
        let mut unknown = filing(None, Some(&Communes::bundled().all()[0].code));
        unknown.category = "meteorites".into();
        assert_eq!(place(&unknown), Err(Code::UnknownCategory));
    }
}
