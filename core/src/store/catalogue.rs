//! The newer catalogue that the server sent, if it did.

use rusqlite::{OptionalExtension as _, params};

use super::{StoreError, View};

impl View<'_> {
    /// The catalogue's JSON, if one came.
    pub(crate) fn kept_catalogue(&self) -> Result<Option<String>, StoreError> {
        Ok(self
            .0
            .query_row("SELECT json FROM catalogue", [], |row| row.get(0))
            .optional()?)
    }

    /// Keeps a catalogue's JSON in place of the one before.
    pub(crate) fn keep_catalogue(&self, version: u32, json: &str) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO catalogue VALUES (1, ?1, ?2)
             ON CONFLICT (one) DO UPDATE SET version = ?1, json = ?2",
            params![version, json],
        )?;
        Ok(())
    }
}
