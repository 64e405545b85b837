//! A phone as the server sees it: a device with its token, and operations with ids of its own.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use langnghe_wire::{
    Attachment, Body, DeviceId, DeviceKey, DeviceToken, Filing, Frozen, OperationId, Place, Point,
    Registration, ReportId, SyncRequest,
    operation::{Header, freeze},
    sync::Cursor,
};

/// The middle of Xã Tam Tiến (07264).
pub(crate) const SOMEWHERE: (f64, f64) = (21.5025, 106.076);

/// A phone. Everything about it follows from its number.
pub(crate) struct Phone {
    pub(crate) device: DeviceId,
    pub(crate) token: DeviceToken,
    key: DeviceKey,
    number: u8,
    made: AtomicU64,
}

impl Phone {
    pub(crate) fn new(number: u8) -> Self {
        Self {
            device: DeviceId::new(at(0), [number; 10]),
            token: DeviceToken::from_random([number; 32]),
            key: DeviceKey::from_random([number ^ 0x55; 32]),
            number,
            made: AtomicU64::new(0),
        }
    }

    pub(crate) fn registration(&self) -> Registration {
        Registration::sign(self.device, &self.token, &self.key, "test 1")
    }

    pub(crate) fn bearer(&self) -> String {
        self.token.bearer(self.device)
    }

    /// Ten bytes that this phone uses once.
    fn fresh(&self) -> [u8; 10] {
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [self.number; 10];
        bytes[..8].copy_from_slice(&made.to_be_bytes());
        bytes
    }

    pub(crate) fn new_report(&self) -> ReportId {
        ReportId::new(at(0), self.fresh())
    }

    pub(crate) fn operation(&self, report: ReportId, n: u32, body: &Body) -> Frozen {
        self.superseding(report, n, body, None)
    }

    pub(crate) fn superseding(
        &self,
        report: ReportId,
        n: u32,
        body: &Body,
        supersedes: Option<OperationId>,
    ) -> Frozen {
        let header = Header {
            id: OperationId::new(at(0), self.fresh()),
            report,
            n,
            supersedes,
            at: at(0),
        };
        freeze(header, body).unwrap()
    }

    /// A request with operations, that introduces the phone.
    pub(crate) fn request(&self, cursor: Option<Cursor>, operations: &[&Frozen]) -> SyncRequest {
        SyncRequest {
            register: Some(self.registration()),
            now: at(0),
            cursor,
            operations: operations
                .iter()
                .map(|o| serde_json::value::RawValue::from_string(o.bytes.clone()).unwrap())
                .collect(),
        }
    }
}

/// A moment, some seconds after the tests begin.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_420_800 + seconds).unwrap()
}

pub(crate) fn filing(text: &str, attachments: Vec<Attachment>) -> Body {
    Body::File(Filing {
        category: "dyke".into(),
        text: text.into(),
        place: Place {
            point: Some(Point {
                lat: SOMEWHERE.0,
                lon: SOMEWHERE.1,
                accuracy: Some(12.0),
            }),
            commune: None,
            detail: None,
        },
        noticed_at: at(-60),
        visibility: Default::default(),
        attachments,
        answers: vec![],
        catalogue: 1,
        consent: Some(1),
        supersedes: None,
    })
}

pub(crate) fn text(text: &str) -> Body {
    Body::AddText { text: text.into() }
}
