//! Who this phone is, made offline at the first opening: its id, its token, its signing key.

use jiff::Timestamp;
use langnghe_wire::{DeviceId, DeviceKey, DeviceToken};
use rusqlite::{OptionalExtension as _, params};
use zeroize::Zeroizing;

use super::{StoreError, View, id_bytes};
use crate::{
    clock::{Entropy, random},
    outbox::Link,
};

/// Who this phone is.
#[derive(Debug, Clone)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Its token.
    pub token: DeviceToken,
    /// Its signing key.
    pub key: DeviceKey,
}

impl View<'_> {
    /// Makes the device and its link, unless they are there.
    pub(super) fn ensure_device(
        &self,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known: Option<i64> = self
            .0
            .query_row("SELECT one FROM device", [], |row| row.get(0))
            .optional()?;
        if known.is_some() {
            return Ok(());
        }
        let token = Zeroizing::new(random::<32>(entropy));
        let key = Zeroizing::new(random::<32>(entropy));
        self.0.execute(
            "INSERT INTO device (one, id, token, signing_key) VALUES (1, ?1, ?2, ?3)",
            params![
                DeviceId::new(now, random(entropy)).as_bytes(),
                &token[..],
                &key[..]
            ],
        )?;
        let link = Link::fresh(now);
        self.0.execute(
            "INSERT INTO link (one, allowance, allowance_at, batch) VALUES (1, ?1, ?2, ?3)",
            params![link.allowance, super::millis(link.allowance_at), link.batch],
        )?;
        Ok(())
    }

    /// Who this phone is.
    pub(crate) fn device(&self) -> Result<Device, StoreError> {
        let mut statement = self
            .0
            .prepare_cached("SELECT id, token, signing_key FROM device")?;
        let mut rows = statement.query([])?;
        let row = rows.next()?.ok_or(StoreError::NotFound)?;
        let secret = |column: usize| -> Result<Zeroizing<[u8; 32]>, StoreError> {
            let bytes = row
                .get_ref(column)?
                .as_blob()
                .map_err(rusqlite::Error::from)?;
            let bytes = bytes
                .try_into()
                .map_err(|_| StoreError::Row { table: "device" })?;
            Ok(Zeroizing::new(bytes))
        };
        let id: Vec<u8> = row.get(0)?;
        Ok(Device {
            id: DeviceId::from_bytes(id_bytes(&id, "device")?),
            token: DeviceToken::from_random(*secret(1)?),
            key: DeviceKey::from_random(*secret(2)?),
        })
    }
}
