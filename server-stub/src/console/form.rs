//! A form of a case, read. Most are a few words; the one that resolves a case may bring
//! photographs of the result, and comes in parts (`multipart/form-data`).
//!
//! ```text
//! parts: csrf, version, do, text ─▶ is it ours? ─▶ photographs, one at a time: bytes ─▶ prepared
//!                                                   └ the first that is unfit: read on, keep none
//! ```
//!
//! Everything is bounded before it is worked on: what is typed, each photograph, all of it
//! together, how long it may stand still, and how many such forms are read at a time. What is
//! wrong with a photograph is said beside the words that were typed, which are never lost.

use std::time::Duration;

use axum::{
    Form,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, multipart::Field},
    http::{StatusCode, header::CONTENT_TYPE},
};
use langnghe_photo::{PhotoError, prepare};
use langnghe_wire::{ResultPhotograph, Sha256, limits::RESULT_PHOTOGRAPHS};
use serde::Deserialize;

use super::{FORM_BYTES, failure::Failure, session::Desk};
use crate::state::App;

/// [`PICTURE_BYTES`], for people.
pub(super) const PICTURE_MEGABYTES: usize = 16;
/// Bytes of a photograph as a camera wrote it: fifty megapixels take up to these.
const PICTURE_BYTES: usize = PICTURE_MEGABYTES * 1024 * 1024;
/// Bytes of a form with its photographs.
const PARTS_BYTES: usize = FORM_BYTES + RESULT_PHOTOGRAPHS * PICTURE_BYTES;

/// What a form carries.
#[derive(Debug)]
pub(super) struct Filled {
    /// The version of the case that its writer saw.
    pub(super) version: u64,
    /// The action's name.
    pub(super) what: String,
    /// What was typed.
    pub(super) text: String,
    /// The photographs of the result, or why one of them can't be taken.
    pub(super) photographs: Result<Vec<Picture>, Unfit>,
}

/// A photograph of the result, fit to travel.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) named: ResultPhotograph,
    pub(super) jpeg: Bytes,
}

/// Why photographs can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// More than come with one result.
    TooMany,
    /// The one with this number, from 1, has too many bytes.
    TooLarge(usize),
    /// The one with this number, from 1, is no photograph that can be read.
    Unreadable(usize),
}

/// Reads a form, and makes sure that a page of this session sent it.
pub(super) async fn read(state: &App, desk: &Desk, request: Request) -> Result<Filled, Failure> {
    let comes_in_parts = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if comes_in_parts {
        in_parts(state, desk, request).await
    } else {
        at_once(state, desk, request).await
    }
}

async fn at_once(state: &App, desk: &Desk, request: Request) -> Result<Filled, Failure> {
    #[derive(Deserialize)]
    struct Fields {
        csrf: String,
        version: u64,
        #[serde(rename = "do")]
        what: String,
        #[serde(default)]
        text: String,
    }
    let Form(fields) = Form::<Fields>::from_request(request, state)
        .await
        .map_err(|refused| match refused.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::Malformed,
        })?;
    desk.expect_form(&fields.csrf)?;
    Ok(Filled {
        version: fields.version,
        what: fields.what,
        text: fields.text,
        photographs: Ok(vec![]),
    })
}

async fn in_parts(state: &App, desk: &Desk, mut request: Request) -> Result<Filled, Failure> {
    DefaultBodyLimit::max(PARTS_BYTES).apply(&mut request);
    let _slot = state.pictures.acquire().await.map_err(Failure::internal)?;
    let mut parts = Multipart::from_request(request, state)
        .await
        .map_err(|_| Failure::Malformed)?;
    let mut typed = Typed::default();
    let mut album = Album::default();
    let idle = state.patience.idle_body;
    loop {
        let part = match tokio::time::timeout(idle, parts.next_field()).await {
            Err(_) => return Err(Failure::Malformed),
            Ok(Ok(part)) => part,
            // Larger than all that a form may have: what was typed has come before.
            Ok(Err(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                album.is_unfit(Unfit::TooLarge(album.seen));
                None
            }
            Ok(Err(_)) => return Err(Failure::Malformed),
        };
        let Some(mut part) = part else { break };
        match part.name().map(str::to_owned).as_deref() {
            Some("photographs") => {
                // Before the first byte of a photograph is looked at.
                desk.expect_form(&typed.csrf)?;
                album.take(state, &mut part).await?;
            }
            Some(name) => typed.take(name, &mut part, idle).await?,
            None => {}
        }
    }
    desk.expect_form(&typed.csrf)?;
    Ok(Filled {
        version: typed.version.parse().map_err(|_| Failure::Malformed)?,
        what: typed.what,
        text: typed.text,
        photographs: album.photographs,
    })
}

/// What was typed, or stands in hidden fields.
#[derive(Debug, Default)]
struct Typed {
    csrf: String,
    version: String,
    what: String,
    text: String,
    bytes: usize,
}

impl Typed {
    async fn take(
        &mut self,
        name: &str,
        part: &mut Field<'_>,
        idle: Duration,
    ) -> Result<(), Failure> {
        let bytes = match whole(part, FORM_BYTES - self.bytes, idle).await? {
            Some(bytes) => bytes,
            None => return Err(Failure::TooLarge),
        };
        self.bytes += bytes.len();
        let field = match name {
            "csrf" => &mut self.csrf,
            "version" => &mut self.version,
            "do" => &mut self.what,
            "text" => &mut self.text,
            _ => return Ok(()),
        };
        *field = String::from_utf8(bytes).map_err(|_| Failure::Malformed)?;
        Ok(())
    }
}

/// The photographs so far.
#[derive(Debug)]
struct Album {
    seen: usize,
    photographs: Result<Vec<Picture>, Unfit>,
}

impl Default for Album {
    fn default() -> Self {
        Self {
            seen: 0,
            photographs: Ok(vec![]),
        }
    }
}

impl Album {
    /// What is unfit first decides; what comes behind it is read and let go of, so that the
    /// browser, which sends before it listens, hears the answer.
    fn is_unfit(&mut self, why: Unfit) {
        if self.photographs.is_ok() {
            self.photographs = Err(why);
        }
    }

    async fn take(&mut self, state: &App, part: &mut Field<'_>) -> Result<(), Failure> {
        let bytes = whole(part, PICTURE_BYTES, state.patience.idle_body).await?;
        // Nothing was chosen: browsers send the empty part all the same.
        if bytes.as_ref().is_some_and(Vec::is_empty) {
            return Ok(());
        }
        self.seen += 1;
        let number = self.seen;
        if self.photographs.is_err() {
            return Ok(());
        }
        if number > RESULT_PHOTOGRAPHS {
            self.is_unfit(Unfit::TooMany);
            return Ok(());
        }
        let Some(bytes) = bytes else {
            self.is_unfit(Unfit::TooLarge(number));
            return Ok(());
        };
        match prepared(state, bytes).await? {
            Ok(picture) => {
                if let Ok(album) = &mut self.photographs
                    && album.iter().all(|p| p.named.sha256 != picture.named.sha256)
                {
                    album.push(picture);
                }
            }
            Err(error @ PhotoError::Failed { .. }) => return Err(Failure::internal(error)),
            Err(error) => {
                tracing::info!(reason = error.code(), "a photograph of a result was unfit");
                self.is_unfit(Unfit::Unreadable(number));
            }
        }
        Ok(())
    }
}

/// Decoding takes a core for a while: on the blocking pool, a few at a time.
async fn prepared(state: &App, bytes: Vec<u8>) -> Result<Result<Picture, PhotoError>, Failure> {
    let _slot = state.checks.acquire().await.map_err(Failure::internal)?;
    let prepared = tokio::task::spawn_blocking(move || prepare(&bytes))
        .await
        .map_err(Failure::internal)?;
    Ok(prepared.map(|prepared| Picture {
        named: ResultPhotograph {
            sha256: Sha256::of(&prepared.photo),
            bytes: prepared.photo.len() as u64,
            width: prepared.width,
            height: prepared.height,
        },
        jpeg: prepared.photo.into(),
    }))
}

/// The bytes of a part; none if there are more than `most`, which are read and let go of.
async fn whole(
    part: &mut Field<'_>,
    most: usize,
    idle: Duration,
) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Some(Vec::new());
    loop {
        let chunk = match tokio::time::timeout(idle, part.chunk()).await {
            Err(_) => return Err(Failure::Malformed),
            Ok(Err(error)) => match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => return Ok(None),
                _ => return Err(Failure::Malformed),
            },
            Ok(Ok(chunk)) => chunk,
        };
        let Some(chunk) = chunk else {
            return Ok(bytes);
        };
        bytes = bytes.filter(|bytes| bytes.len() + chunk.len() <= most);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
}
