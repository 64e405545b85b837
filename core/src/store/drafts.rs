//! Reports as the person made them: drafts, and what became of them.

use jiff::Timestamp;
use langnghe_places::category::Question;
use langnghe_wire::{Filing, GivenAnswer, Place, Point, ReportId, Visibility};
use rusqlite::{Row, named_params, params};
use serde::{Deserialize, Serialize};

use super::{StoreError, View, id_bytes, millis, moment};

/// A report, as the person made it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRow {
    /// The report.
    pub id: ReportId,
    /// `draft`, `submitted`, `withdrawn` or `superseded`.
    pub stage: Stage,
    /// The category's code; empty until one is chosen.
    pub category: String,
    /// As typed.
    pub text: String,
    /// Where; its words on where exactly are as typed.
    pub place: Place,
    /// Whether the commune was chosen by hand.
    pub by_hand: bool,
    /// Whose name may be seen.
    pub visibility: Visibility,
    /// What was answered, for this category or another that was chosen before.
    pub answers: Vec<AnswerRow>,
    /// The version of the consent that was given.
    pub consent: Option<u32>,
    /// The parked report that this one was copied from.
    pub supersedes: Option<ReportId>,
    /// When it was noticed.
    pub noticed_at: Timestamp,
    /// When the draft was begun.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub edited_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Option<Timestamp>,
}

/// An answer, with the question as it was asked: what a catalogue asks changes, what the person read
/// when they answered doesn't.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// The category whose question it is.
    pub category: String,
    /// The question.
    pub question: Question,
    /// As typed.
    pub values: Vec<String>,
}

/// Names the question, never what was answered.
impl std::fmt::Debug for AnswerRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AnswerRow({}, {})", self.category, self.question.code)
    }
}

/// Where a report is in its life on this phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being written.
    Draft,
    /// In the person's eyes: sent.
    Submitted,
    /// Taken back.
    Withdrawn,
    /// Copied into a new draft, which was submitted in its place.
    Superseded,
}

impl Stage {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Draft, "draft"),
        (Self::Submitted, "submitted"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Superseded, "superseded"),
    ];

    fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(stage, _)| *stage == self)
            .map_or("draft", |(_, name)| name)
    }

    fn from_name(name: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.iter().find(|(_, known)| *known == name);
        known
            .map(|(stage, _)| *stage)
            .ok_or(StoreError::Row { table: "report" })
    }
}

impl ReportRow {
    /// An empty draft.
    #[must_use]
    pub fn draft(id: ReportId, category: &str, now: Timestamp) -> Self {
        Self {
            id,
            stage: Stage::Draft,
            category: category.to_owned(),
            text: String::new(),
            place: Place::default(),
            by_hand: false,
            visibility: Visibility::NameHidden,
            answers: Vec::new(),
            consent: None,
            supersedes: None,
            noticed_at: now,
            created_at: now,
            edited_at: now,
            submitted_at: None,
        }
    }

    /// What is filed when it is submitted, with the answers that are kept for its category.
    #[must_use]
    pub fn filing(&self, attachments: Vec<langnghe_wire::Attachment>, catalogue: u32) -> Filing {
        Filing {
            category: self.category.clone(),
            text: langnghe_wire::text::normalised(&self.text),
            place: Place {
                detail: self.detail(),
                ..self.place.clone()
            },
            noticed_at: self.noticed_at,
            visibility: self.visibility,
            attachments,
            answers: self.filed_answers(),
            catalogue,
            consent: self.consent,
            supersedes: self.supersedes,
        }
    }

    fn filed_answers(&self) -> Vec<GivenAnswer> {
        self.answers
            .iter()
            .filter(|answer| answer.category == self.category)
            .map(|answer| GivenAnswer {
                question: answer.question.code.clone(),
                values: answer.values.clone(),
            })
            .collect()
    }

    /// The words on where exactly, as they are filed; none if there is nothing in them.
    fn detail(&self) -> Option<String> {
        let typed = self.place.detail.as_deref()?;
        Some(langnghe_wire::text::normalised(typed)).filter(|detail| !detail.is_empty())
    }
}

const COLUMNS: &str = "id, stage, category, text, lat, lon, accuracy, commune, by_hand, \
                       name_shown, consent, supersedes, noticed_at, created_at, edited_at, \
                       submitted_at, detail, answers";

impl View<'_> {
    /// Writes a report, new or changed.
    pub(crate) fn save_report(&self, report: &ReportRow) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO report VALUES (:id, :stage, :category, :text, :lat, :lon, :accuracy,
                    :commune, :by_hand, :name_shown, :consent, :supersedes, :noticed_at,
                    :created_at, :edited_at, :submitted_at, :detail, :answers)
                 ON CONFLICT (id) DO UPDATE SET stage = :stage, category = :category,
                    text = :text, lat = :lat, lon = :lon, accuracy = :accuracy,
                    commune = :commune, by_hand = :by_hand, name_shown = :name_shown,
                    consent = :consent, noticed_at = :noticed_at, edited_at = :edited_at,
                    submitted_at = :submitted_at, detail = :detail, answers = :answers",
            )?
            .execute(named_params! {
                ":id": report.id.as_bytes(),
                ":stage": report.stage.as_str(),
                ":category": report.category,
                ":text": report.text,
                ":lat": report.place.point.map(|p| p.lat),
                ":lon": report.place.point.map(|p| p.lon),
                ":accuracy": report.place.point.and_then(|p| p.accuracy),
                ":commune": report.place.commune,
                ":by_hand": report.by_hand,
                ":name_shown": report.visibility == Visibility::NameShown,
                ":consent": report.consent,
                ":supersedes": report.supersedes.as_ref().map(ReportId::as_bytes),
                ":noticed_at": millis(report.noticed_at),
                ":created_at": millis(report.created_at),
                ":edited_at": millis(report.edited_at),
                ":submitted_at": report.submitted_at.map(millis),
                ":detail": report.place.detail,
                ":answers": serde_json::to_string(&report.answers)
                    .map_err(|_| StoreError::Row { table: "report" })?,
            })?;
        Ok(())
    }

    /// One report.
    pub(crate) fn report(&self, id: ReportId) -> Result<ReportRow, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM report WHERE id = ?1");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(params![id.as_bytes()])?;
        read(rows.next()?.ok_or(StoreError::NotFound)?)
    }

    /// Every report, the newest first.
    pub(crate) fn reports(&self) -> Result<Vec<ReportRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM report ORDER BY created_at DESC, id DESC");
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next()? {
            reports.push(read(row)?);
        }
        Ok(reports)
    }

    /// Every draft's id.
    pub(crate) fn drafts(&self) -> Result<Vec<ReportId>, StoreError> {
        let mut statement = self
            .0
            .prepare_cached("SELECT id FROM report WHERE stage = ?1")?;
        let ids = statement.query_map([Stage::Draft.as_str()], |row| row.get::<_, Vec<u8>>(0))?;
        ids.map(|id| Ok(ReportId::from_bytes(id_bytes(&id?, "report")?)))
            .collect()
    }

    /// Moves a report to another stage.
    pub(crate) fn set_stage(&self, id: ReportId, stage: Stage) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE report SET stage = ?2 WHERE id = ?1")?
            .execute(params![id.as_bytes(), stage.as_str()])?;
        Ok(())
    }

    /// Deletes a draft, photographs included; nothing else is ever deleted this way.
    pub(crate) fn delete_draft(&self, id: ReportId) -> Result<(), StoreError> {
        let gone = self
            .0
            .prepare_cached("DELETE FROM report WHERE id = ?1 AND stage = 'draft'")?
            .execute(params![id.as_bytes()])?;
        if gone == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }
}

fn read(row: &Row<'_>) -> Result<ReportRow, StoreError> {
    let id: Vec<u8> = row.get("id")?;
    let stage: String = row.get("stage")?;
    let supersedes: Option<Vec<u8>> = row.get("supersedes")?;
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get("lat")?, row.get("lon")?);
    let accuracy = row.get("accuracy")?;
    let name_shown: bool = row.get("name_shown")?;
    let answers: String = row.get("answers")?;
    Ok(ReportRow {
        id: ReportId::from_bytes(id_bytes(&id, "report")?),
        stage: Stage::from_name(&stage)?,
        category: row.get("category")?,
        text: row.get("text")?,
        place: Place {
            point: lat.zip(lon).map(|(lat, lon)| Point { lat, lon, accuracy }),
            commune: row.get("commune")?,
            detail: row.get("detail")?,
        },
        by_hand: row.get("by_hand")?,
        visibility: if name_shown {
            Visibility::NameShown
        } else {
            Visibility::NameHidden
        },
        answers: serde_json::from_str(&answers).map_err(|_| StoreError::Row { table: "report" })?,
        consent: row.get("consent")?,
        supersedes: supersedes
            .map(|bytes| Ok::<_, StoreError>(ReportId::from_bytes(id_bytes(&bytes, "report")?)))
            .transpose()?,
        noticed_at: moment(row.get("noticed_at")?)?,
        created_at: moment(row.get("created_at")?)?,
        edited_at: moment(row.get("edited_at")?)?,
        submitted_at: row
            .get::<_, Option<i64>>("submitted_at")?
            .map(moment)
            .transpose()?,
    })
}
