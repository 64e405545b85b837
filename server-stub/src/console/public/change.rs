//! The forms of the page: let out, take back, cover.

use axum::{
    Form,
    extract::{DefaultBodyLimit, FromRequest as _, Path, Request, State, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use langnghe_photo::{PhotoError, Region, cover};
use langnghe_wire::{Code, ReportId, ResultPhotograph, Sha256, limits, text};

use super::{
    super::{
        act::carry_out,
        failure::Failure,
        form::{self, Picture},
        page::{Frame, render},
        preference::language_of,
        results,
        session::Desk,
        texts::fill,
    },
    Again, Kept, address, assemble, parts,
};
use crate::{
    blob::BlobError,
    case::{
        Action, Refusal,
        public::{Covered, Part, Piece, PieceName, WHOLE},
    },
    state::App,
    store::{ActError, CaseDetail},
};

/// What a form carries: its fields, in order.
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|field| field.0 == name);
        found.map_or("", |field| &field.1)
    }

    pub(super) fn hash(&self, name: &str) -> Result<Sha256, Failure> {
        self.get(name).parse().map_err(|_| Failure::Malformed)
    }
}

/// `POST /console/cases/{report}/public`
pub(in crate::console) async fn change(
    State(state): State<App>,
    desk: Result<Desk, Failure>,
    Path(report): Path<ReportId>,
    request: Request,
) -> Result<Response, Failure> {
    let language = language_of(request.headers());
    let desk = match desk {
        Ok(desk) => desk,
        Err(signed_out @ Failure::SignedOut { .. }) => {
            let Form(fields) =
                (Form::from_request(request, &state).await).map_err(|refused| unread(&refused))?;
            let kept = Kept::of(report, &Fields(fields)).ok_or(signed_out)?;
            return kept.ask(language);
        }
        Err(failure) => return Err(failure),
    };
    // A wording of whatever length is read, to be given back.
    let _slot = form::slot(&state, form::is_large(&request)).await?;
    let mut request = request;
    DefaultBodyLimit::max(form::PARTS_BYTES).apply(&mut request);
    let Form(fields) =
        (Form::from_request(request, &state).await).map_err(|refused| unread(&refused))?;
    let fields = Fields(fields);
    if !desk.has_sent(fields.get("csrf")) {
        let kept = Kept::of(report, &fields).ok_or(Failure::Forbidden)?;
        return kept.show_unsent(&state, &desk).await;
    }
    let written = (fields.get("do") == "text_out").then(|| fields.get("text").to_owned());
    let answer = change_case(&state, &desk, report, &fields).await;
    // The case may be another unit's by now: what was typed is given back all the same.
    answer.map_err(|failure| failure.keeping(written.into_iter().collect()))
}

/// A form that can't be read.
fn unread(refused: &FormRejection) -> Failure {
    match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::Malformed,
    }
}

async fn change_case(
    state: &App,
    desk: &Desk,
    report: ReportId,
    fields: &Fields,
) -> Result<Response, Failure> {
    let seen: u64 = (fields.get("version").parse()).map_err(|_| Failure::Malformed)?;
    let wording = text::normalised(fields.get("text"));
    let (action, place) = match fields.get("do") {
        "text_out" => {
            let text = wording.clone();
            (Action::Publish(Piece::Text { text }), "#text".to_owned())
        }
        "text_in" => (Action::Unpublish(PieceName::Text), "#text".to_owned()),
        "photograph_out" => {
            let (original, shown) = (fields.hash("original")?, fields.hash("shown")?);
            let piece = Piece::Photograph { original, shown };
            (Action::Publish(piece), anchor(original))
        }
        "photograph_in" => {
            let original = fields.hash("original")?;
            let piece = PieceName::Photograph { original };
            (Action::Unpublish(piece), anchor(original))
        }
        "cover" => return cover_parts(state, desk, report, seen, fields).await,
        _ => return Err(Failure::Malformed),
    };
    let is_text = matches!(action, Action::Publish(Piece::Text { .. }));
    let again = Again {
        wording: is_text.then_some(wording),
        ..Again::default()
    };
    let done = carry_out(state, desk, report, &action, seen).await;
    answer(state, desk, report, done, &place, again).await
}

/// Makes a copy with parts covered, and shows it: nothing is let out by it.
async fn cover_parts(
    state: &App,
    desk: &Desk,
    report: ReportId,
    seen: u64,
    fields: &Fields,
) -> Result<Response, Failure> {
    let original = fields.hash("original")?;
    let rows = parts::typed(&fields.0);
    let wrong = |problem: fn(&Frame, usize) -> String, n| {
        let problem = problem(&desk.frame(state, ""), n);
        let again = Again {
            problem: Some(problem),
            rows: Some((original, rows.clone())),
            ..Again::default()
        };
        show_again(state, desk, report, StatusCode::UNPROCESSABLE_ENTITY, again)
    };
    let parts = match parts::read(&rows) {
        Ok(parts) if parts.is_empty() => {
            return wrong(|frame, _| frame.texts.public.no_part.to_owned(), 0).await;
        }
        Ok(parts) => parts,
        Err(n) => {
            let problem = |frame: &Frame, n| fill(&frame.texts.public.wrong_part, &[("n", &n)]);
            return wrong(problem, n).await;
        }
    };
    let copy = covered_copy(state, desk, report, original, &parts).await?;
    let photograph = copy.named;
    // Held until the event that names it is on disk.
    let _held = results::keep(state, desk, report, vec![copy]).await?;
    let action = Action::Cover(Covered {
        original,
        photograph,
        parts,
    });
    let done = carry_out(state, desk, report, &action, seen).await;
    let again = Again {
        rows: Some((original, rows)),
        ..Again::default()
    };
    answer(state, desk, report, done, &anchor(original), again).await
}

async fn covered_copy(
    state: &App,
    desk: &Desk,
    report: ReportId,
    original: Sha256,
    parts: &[Part],
) -> Result<Picture, Failure> {
    let reporter = state
        .store
        .photograph(desk.user(), report, original)
        .await?;
    let reporter = reporter.ok_or(Failure::NotFound)?;
    let jpeg = (state.blobs.read(reporter, original).await).map_err(|error| match error {
        BlobError::NotFound => Failure::NotFound,
        failed @ BlobError::Failed(_) => Failure::internal(failed),
    })?;
    let regions: Vec<Region> = parts.iter().filter_map(region).collect();
    // Decoding takes a core for a while: on the blocking pool, a few at a time.
    let _slot = state.checks.acquire().await.map_err(Failure::internal)?;
    let made = tokio::task::spawn_blocking(move || cover(&jpeg, &regions))
        .await
        .map_err(Failure::internal)?
        .map_err(|error: PhotoError| Failure::internal(error))?;
    Ok(Picture {
        named: ResultPhotograph {
            sha256: Sha256::of(&made.photo),
            bytes: made.photo.len() as u64,
            width: made.width,
            height: made.height,
        },
        jpeg: made.photo.into(),
        // Nobody compares copies: the original is compared.
        fingerprint: None,
    })
}

fn region(part: &Part) -> Option<Region> {
    let of_whole = |n: u16| f64::from(n) / f64::from(WHOLE);
    Region::new(
        of_whole(part.left),
        of_whole(part.top),
        of_whole(part.width),
        of_whole(part.height),
    )
}

/// The page again, at the place of what was done; or why it wasn't, with what was typed.
async fn answer(
    state: &App,
    desk: &Desk,
    report: ReportId,
    done: Result<CaseDetail, ActError>,
    place: &str,
    mut again: Again,
) -> Result<Response, Failure> {
    let frame = desk.frame(state, "");
    let status = match done {
        Ok(_) => {
            let to = format!("{}{place}", address(report));
            return Ok(Redirect::to(&to).into_response());
        }
        Err(ActError::NotFound) => return Err(Failure::NotFound),
        Err(ActError::Store(error)) => return Err(error.into()),
        Err(ActError::Refused(Refusal::NotYours)) => return Err(Failure::Forbidden),
        Err(ActError::Refused(Refusal::Content(code))) => {
            let t = &frame.texts;
            again.problem = Some(match code {
                Code::TextTooLong => {
                    fill(&t.needs.too_long, &[("limit", &limits::TEXT_CHARACTERS)])
                }
                Code::TextRequired => t.needs.empty.to_owned(),
                _ => t.public.changed.to_owned(),
            });
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(ActError::Changed | ActError::Refused(_)) => {
            again.problem = Some(frame.texts.public.changed.to_owned());
            StatusCode::CONFLICT
        }
    };
    show_again(state, desk, report, status, again).await
}

async fn show_again(
    state: &App,
    desk: &Desk,
    report: ReportId,
    status: StatusCode,
    again: Again,
) -> Result<Response, Failure> {
    let detail = state.store.case(desk.user(), report).await?;
    let detail = detail.ok_or(Failure::NotFound)?;
    render(status, &assemble(state, desk, &detail, again))
}

/// Where a photograph stands on the page.
fn anchor(original: Sha256) -> String {
    format!("#{original}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_a_form_can_say_is_a_region() {
        let part = |left, top, width, height| Part {
            left,
            top,
            width,
            height,
        };
        for edge in [
            part(0, 0, 1, 1),
            part(999, 999, 1, 1),
            part(999, 0, 1_000, 1_000),
        ] {
            assert!(region(&edge).is_some(), "{edge:?}");
        }
    }
}
