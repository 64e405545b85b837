//! The map beside the list: the same cases, where they lie. Its script asks for what the screen
//! shows of it.

use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY},
    response::Response,
};
use serde::{Deserialize, Serialize};

use super::{
    super::{failure::Failure, guard, session::Desk, view},
    Asked,
};
use crate::{state::App, store::MapPart};

/// The zooms that web maps have.
const ZOOMS: u8 = 22;

/// What the screen shows.
#[derive(Debug, Deserialize)]
pub(in super::super) struct Screen {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    zoom: u8,
}

/// Cases that lie together.
#[derive(Debug, Serialize)]
pub(in super::super) struct Spot {
    lat: f64,
    lon: f64,
    n: u64,
    /// The page of the one case.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

/// `GET /console/map`
pub(in super::super) async fn spots(
    State(state): State<App>,
    desk: Desk,
    Query(asked): Query<Asked>,
    Query(screen): Query<Screen>,
) -> Result<Json<Vec<Spot>>, Failure> {
    let degrees = [screen.west, screen.south, screen.east, screen.north];
    let is_on_earth = degrees.iter().all(|d| d.is_finite() && d.abs() <= 360.0);
    if !is_on_earth || screen.zoom > ZOOMS {
        return Err(Failure::Malformed);
    }
    let filter = asked.filter(state.clock.now()).ok_or(Failure::NotFound)?;
    let part = MapPart {
        west: screen.west,
        south: screen.south,
        east: screen.east,
        north: screen.north,
        zoom: screen.zoom,
    };
    let clusters = state.store.clusters(desk.user(), filter, part).await?;
    let spots = clusters.into_iter().map(|cluster| Spot {
        lat: cluster.lat,
        lon: cluster.lon,
        n: cluster.n,
        page: cluster.only.map(view::address),
    });
    Ok(Json(spots.collect()))
}

/// Lets the page show the pictures of the server that was named for them.
pub(super) fn allow_tiles(state: &App, mut response: Response) -> Result<Response, Failure> {
    if let Some(tiles) = &state.tiles {
        let policy = guard::policy_with_pictures_of(tiles.origin());
        let policy = HeaderValue::from_str(&policy).map_err(Failure::internal)?;
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
