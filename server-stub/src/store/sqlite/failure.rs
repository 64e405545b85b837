//! What SQLite's errors mean for whoever waits.

use rusqlite::ErrorCode;

use crate::store::StoreError;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use ErrorCode as E;
        match error.sqlite_error_code() {
            Some(E::DatabaseBusy | E::DatabaseLocked) => Self::Busy,
            Some(
                E::SystemIoFailure
                | E::DiskFull
                | E::DatabaseCorrupt
                | E::NotADatabase
                | E::CannotOpen
                | E::ReadOnly
                | E::PermissionDenied
                | E::OutOfMemory
                | E::FileLockingProtocolFailed
                | E::NoLargeFileSupport,
            ) => Self::StorageFailed(error.to_string()),
            Some(_) => Self::Damaged(error.to_string()),
            // Conversions of rows; their text names columns and types, never values.
            None => Self::Damaged(describe(&error)),
        }
    }
}

/// rusqlite's own errors, without what rows say.
fn describe(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::FromSqlConversionFailure(column, kind, _) => {
            format!("column {column} of type {kind} can't be read")
        }
        rusqlite::Error::InvalidColumnType(column, _, kind) => {
            format!("column {column} has type {kind}")
        }
        rusqlite::Error::QueryReturnedNoRows => "a row is missing".into(),
        _ => "a query doesn't fit its table".into(),
    }
}

/// Whether an error leaves the whole transaction in doubt, and not only the job that met it.
pub(super) fn is_of_the_storage(error: &StoreError) -> bool {
    matches!(error, StoreError::StorageFailed(_))
}
