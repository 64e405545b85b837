//! `restored`: a new epoch after a restore.

use std::path::PathBuf;

use clap::Args;

use super::{CommandError, DataDir};
use crate::store::Store as _;

#[derive(Debug, Args)]
pub(super) struct Restored {
    /// The data folder that was restored.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

impl Restored {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        if !self.data.is_dir() {
            return Err("there is no such data folder".into());
        }
        let data = DataDir::open(&self.data)?;
        let _lock = data.lock()?;
        let store = data.store().await?;
        store.begin_epoch().await?;
        store.close().await?;
        Ok(())
    }
}
