//! Where a filed report belongs, and by when it is answered: decided before anything is written.
//!
//! The commune that the report names decides: the person saw it before they sent, found by their
//! phone or put right by hand, such as when they report from home. Where none is named, or none
//! that is known, the point does. The two clocks start at receipt, by the server's time.

use jiff::Timestamp;
use langnghe_places::{
    Catalogue, Commune, Communes, Due, Located, Text, WorkingCalendar, deadline,
};
use langnghe_wire::{Clock, Clocks, Code, Filing, Place, words::Words};

use super::units::{Unit, first_unit};

/// Everything by which reports are placed.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Communes and their boundaries.
    pub communes: &'static Communes,
    /// Categories and terms.
    pub catalogue: &'static Catalogue,
    /// When authorities work.
    pub calendar: &'static WorkingCalendar,
}

/// What was decided about a filed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The commune's code.
    pub commune: String,
    /// The unit whose move it is.
    pub unit: Unit,
    /// Both clocks, with the rule that each rests on.
    pub clocks: Clocks,
}

impl Rules {
    /// The rules that this build carries.
    #[must_use]
    pub fn bundled() -> Self {
        Self {
            communes: Communes::bundled(),
            catalogue: Catalogue::bundled(),
            calendar: WorkingCalendar::bundled(),
        }
    }

    /// Places a report that was received at `now`.
    ///
    /// # Errors
    /// [`Code::OutsideProvince`], [`Code::PlaceInvalid`] or [`Code::UnknownCategory`].
    pub fn place(&self, filing: &Filing, now: Timestamp) -> Result<Placement, Code> {
        let commune = self.commune_of(&filing.place)?;
        let due = deadline(&filing.category, now, self.catalogue, self.calendar)
            .map_err(|_| Code::UnknownCategory)?;
        Ok(Placement {
            commune: commune.code.clone(),
            unit: first_unit(&filing.category, commune),
            clocks: Clocks {
                intake: clock(&due.intake),
                resolution: clock(&due.resolution),
            },
        })
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

fn clock(due: &Due) -> Clock {
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
    fn a_category_that_is_not_in_the_catalogue_is_refused() {
        let mut unknown = filing(None, Some(&Communes::bundled().all()[0].code));
        unknown.category = "meteorites".into();
        assert_eq!(place(&unknown), Err(Code::UnknownCategory));
    }
}
