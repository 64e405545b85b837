//! The communes of the province: found by name, by a point, and drawn.

use langnghe_places::{Communes, Located};

use crate::records::{CommuneMatch, Outline, WhereaboutsView};

/// The communes that fit a query, by today's names and by those before July 2025, the best
/// first. An empty query fits nothing.
#[uniffi::export]
#[must_use]
pub fn search_communes(query: &str) -> Vec<CommuneMatch> {
    Communes::bundled()
        .search(query)
        .into_iter()
        .map(CommuneMatch::from)
        .collect()
}

/// What a point means, in degrees of WGS84.
#[uniffi::export]
#[must_use]
pub fn locate(lat: f64, lon: f64) -> WhereaboutsView {
    match Communes::bundled().locate(lat, lon) {
        Ok(Located::Outside { nearest, metres }) => WhereaboutsView::Outside {
            nearest: nearest.name.clone(),
            metres,
        },
        Ok(located) => located
            .commune()
            .map_or(WhereaboutsView::Unknown, |commune| {
                WhereaboutsView::Commune {
                    code: commune.code.clone(),
                    name: commune.name.clone(),
                    by_hand: false,
                }
            }),
        Err(_) => WhereaboutsView::Unknown,
    }
}

/// Every commune's outline, to be drawn.
#[uniffi::export]
#[must_use]
pub fn commune_outlines() -> Vec<Outline> {
    let communes = Communes::bundled();
    let outline = |commune: &langnghe_places::Commune| {
        communes
            .outline(&commune.code)
            .map(|rings| Outline::of(commune, rings))
    };
    communes.all().iter().filter_map(outline).collect()
}
