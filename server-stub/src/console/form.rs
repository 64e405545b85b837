//! A form of a case, read. Most are a few words; the one that resolves a case may bring
//! photographs of the result, and comes in parts (`multipart/form-data`).
//!
//! ```text
//! parts: csrf, version, do, typed ─▶ is it ours? ─▶ photographs, one at a time: bytes ─▶ prepared
//!                                                    └ the first that is unfit: read on, keep none
//! ```
//!
//! Everything is bounded before it is worked on: each photograph, all of it together, how long it
//! may stand still, and how many large forms are read at a time. What is wrong with a photograph
//! is said beside the words that were typed, which are never lost: even a text of ten megabytes
//! is read, to be given back.

use std::time::Duration;

use axum::{
    Form,
    body::{Bytes, HttpBody as _},
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, multipart::Field},
    http::{StatusCode, header::CONTENT_TYPE},
};
use langnghe_photo::{Fingerprint, PhotoError, prepare};
use langnghe_wire::{ResultPhotograph, Sha256, limits::RESULT_PHOTOGRAPHS};
use tokio::sync::SemaphorePermit;

use super::{FORM_BYTES, failure::Failure, session::Desk, typed::Typed};
use crate::state::App;

/// [`PICTURE_BYTES`], for people.
pub(super) const PICTURE_MEGABYTES: usize = 16;
/// Bytes of a photograph as a camera wrote it: fifty megapixels take up to these.
const PICTURE_BYTES: usize = PICTURE_MEGABYTES * 1024 * 1024;
/// Bytes of a form with its photographs.
pub(super) const PARTS_BYTES: usize = FORM_BYTES + RESULT_PHOTOGRAPHS * PICTURE_BYTES;

/// A form that was read.
#[derive(Debug)]
pub(super) enum Sent {
    /// A page of this session sent it.
    Ours(Filled),
    /// It doesn't carry this session's secret: its writer may have signed in anew beside it. Nothing
    /// may follow from it but its being shown again.
    NotOurs(Filled),
}

/// What a form carries.
#[derive(Debug)]
pub(super) struct Filled {
    /// The version of the case that its writer saw.
    pub(super) version: u64,
    /// The action's name.
    pub(super) what: String,
    /// What was typed and chosen.
    pub(super) typed: Typed,
    /// Whether that is more than any form may carry. It was read all the same, so that it can be
    /// given back.
    pub(super) is_too_large: bool,
    /// The photographs of the result, or why one of them can't be taken.
    pub(super) photographs: Result<Vec<Picture>, Unfit>,
    /// Whether there were any, fit or not.
    pub(super) had_photographs: bool,
    /// The template that is to be put into the text, where that is all that is wanted yet.
    pub(super) insert: Option<String>,
}

/// A photograph of the result, fit to travel.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) named: ResultPhotograph,
    pub(super) jpeg: Bytes,
    /// What it looks like.
    pub(super) fingerprint: Option<Fingerprint>,
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

/// Leave to read a large form, of which only so many are read at a time; a small one needs none.
pub(super) async fn slot(
    state: &App,
    is_large: bool,
) -> Result<Option<SemaphorePermit<'_>>, Failure> {
    Ok(match is_large {
        true => Some(state.pictures.acquire().await.map_err(Failure::internal)?),
        false => None,
    })
}

/// Whether a form may be larger than one of words is.
pub(super) fn is_large(request: &Request) -> bool {
    let bytes = request.body().size_hint().exact();
    bytes.is_none_or(|bytes| bytes > FORM_BYTES as u64)
}

/// Reads a form, and makes sure that a page of this session sent it.
pub(super) async fn read(state: &App, desk: &Desk, request: Request) -> Result<Sent, Failure> {
    let _slot = slot(state, is_large(&request)).await?;
    let (carried, album) = fields(state, Some(desk), request, PARTS_BYTES).await?;
    if desk.has_sent(&carried.csrf) && !album.is_unproved {
        carried.filled(album).map(Sent::Ours)
    } else {
        let filled = carried.filled(album).map_err(|_| Failure::Forbidden);
        filled.map(Sent::NotOurs)
    }
}

/// Reads a form whose session has ended: its words only, no more of them than a form may have.
/// Nothing is proved by it, so nothing may follow from it but its being shown again.
pub(super) async fn read_words(state: &App, request: Request) -> Result<Filled, Failure> {
    let (carried, album) = fields(state, None, request, FORM_BYTES).await?;
    carried.filled(album)
}

async fn fields(
    state: &App,
    desk: Option<&Desk>,
    request: Request,
    most: usize,
) -> Result<(Carried, Album), Failure> {
    if comes_in_parts(&request) {
        in_parts(state, desk, request, most).await
    } else {
        let carried = at_once(state, request, most).await?;
        Ok((carried, Album::default()))
    }
}

fn comes_in_parts(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

async fn at_once(state: &App, mut request: Request, most: usize) -> Result<Carried, Failure> {
    DefaultBodyLimit::max(most).apply(&mut request);
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, state)
        .await
        .map_err(|refused| match refused.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::Malformed,
        })?;
    if fields.iter().all(|(name, _)| name != "csrf") {
        return Err(Failure::Malformed);
    }
    let mut carried = Carried::default();
    for (name, value) in fields {
        carried.take(&name, value);
    }
    Ok(carried)
}

async fn in_parts(
    state: &App,
    desk: Option<&Desk>,
    mut request: Request,
    most: usize,
) -> Result<(Carried, Album), Failure> {
    DefaultBodyLimit::max(PARTS_BYTES).apply(&mut request);
    let mut parts = Multipart::from_request(request, state)
        .await
        .map_err(|_| Failure::Malformed)?;
    let mut carried = Carried::default();
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
        match (part.name().map(str::to_owned).as_deref(), desk) {
            // Proved before the first byte of a photograph is looked at.
            (Some("photographs"), Some(desk)) if desk.has_sent(&carried.csrf) => {
                album.take(state, &mut part).await?;
            }
            // Read and let go of: a browser sends all before it listens.
            (Some("photographs"), _) => {
                album.is_unproved = true;
                album.seen += usize::from(whole(&mut part, 0, idle).await?.is_none());
            }
            (Some(name), _) => {
                let room = most.saturating_sub(carried.typed.bytes());
                let bytes = whole(&mut part, room, idle)
                    .await?
                    .ok_or(Failure::TooLarge)?;
                let value = String::from_utf8(bytes).map_err(|_| Failure::Malformed)?;
                carried.take(name, value);
            }
            (None, _) => {}
        }
    }
    Ok((carried, album))
}

/// What was typed, and what stands in hidden fields.
#[derive(Debug, Default)]
struct Carried {
    csrf: String,
    version: String,
    what: String,
    typed: Typed,
    template: String,
    is_to_insert: bool,
}

impl Carried {
    fn take(&mut self, name: &str, value: String) {
        match name {
            "csrf" => self.csrf = value,
            "version" => self.version = value,
            "do" => self.what = value,
            "template" => self.template = value,
            "insert" => self.is_to_insert = true,
            name => self.typed.take(name, &value),
        }
    }

    fn filled(self, album: Album) -> Result<Filled, Failure> {
        Ok(Filled {
            version: self.version.parse().map_err(|_| Failure::Malformed)?,
            what: self.what,
            is_too_large: self.typed.bytes() > FORM_BYTES,
            typed: self.typed,
            had_photographs: album.seen > 0,
            insert: self.is_to_insert.then_some(self.template),
            photographs: album.photographs,
        })
    }
}

/// The photographs so far.
#[derive(Debug)]
struct Album {
    seen: usize,
    /// Whether there were some before it was proved whose form it is: they were let go of.
    is_unproved: bool,
    photographs: Result<Vec<Picture>, Unfit>,
}

impl Default for Album {
    fn default() -> Self {
        Self {
            seen: 0,
            is_unproved: false,
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
        fingerprint: prepared.fingerprint,
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
