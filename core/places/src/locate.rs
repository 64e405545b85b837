//! From a position to its commune, without a network.
//!
//! The boundaries are simplified, and a phone's position is a few metres off at best. So a
//! position just outside all of them isn't turned away: up to [`NEAR_METRES`] it is given to the
//! nearest commune, and the answer says that it was ([`Located::Near`]). Farther out it is
//! [`Located::Outside`]: nothing is lost, but a person chooses the commune.

use thiserror::Error;

use crate::commune::{Commune, Communes, Position};

/// How far outside every boundary a position may lie and still be given to the nearest commune:
/// about what simplification and a phone under trees can be wrong by together.
pub const NEAR_METRES: f64 = 100.0;

/// Where a position lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Located<'a> {
    /// In a commune. A position on a border is in exactly one of the two, always the same.
    Inside(&'a Commune),
    /// In none, but within [`NEAR_METRES`] of this one.
    Near {
        /// The commune whose boundary is nearest.
        commune: &'a Commune,
        /// Metres to that boundary.
        metres: f64,
    },
    /// Outside the province.
    Outside {
        /// The commune whose boundary is nearest.
        nearest: &'a Commune,
        /// Metres to that boundary: good to a per cent within the country, rough beyond.
        metres: f64,
    },
}

impl<'a> Located<'a> {
    /// The commune that a report from here goes to, if the position alone decides it.
    #[must_use]
    pub fn commune(&self) -> Option<&'a Commune> {
        match *self {
            Self::Inside(commune) | Self::Near { commune, .. } => Some(commune),
            Self::Outside { .. } => None,
        }
    }
}

/// Why something isn't a position. It doesn't say the numbers: where a person stands belongs in
/// no log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PositionError {
    /// Not a number between −90 and 90.
    #[error("the latitude is not between -90 and 90 degrees")]
    Latitude,
    /// Not a number between −180 and 180.
    #[error("the longitude is not between -180 and 180 degrees")]
    Longitude,
}

impl Position {
    /// A position on Earth, from degrees north and east.
    ///
    /// # Errors
    /// [`PositionError`] for what is out of range, infinite or not a number.
    pub fn new(lat: f64, lon: f64) -> Result<Self, PositionError> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PositionError::Latitude);
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PositionError::Longitude);
        }
        Ok(Self { lat, lon })
    }
}

impl Communes {
    /// Finds the commune of a position, in degrees north and east.
    ///
    /// # Errors
    /// [`PositionError`] for what isn't a position on Earth.
    pub fn locate(&self, lat: f64, lon: f64) -> Result<Located<'_>, PositionError> {
        let position = Position::new(lat, lon)?;
        let commune = |code| {
            self.by_code(code)
                .expect("a boundary without a commune is refused when it is read")
        };
        if let Some(code) = self.boundaries.containing(position).next() {
            return Ok(Located::Inside(commune(code)));
        }
        let (code, metres) = self.boundaries.nearest(position);
        let nearest = commune(code);
        Ok(if metres <= NEAR_METRES {
            Located::Near {
                commune: nearest,
                metres,
            }
        } else {
            Located::Outside { nearest, metres }
        })
    }
}

#[cfg(test)]
mod tests;
