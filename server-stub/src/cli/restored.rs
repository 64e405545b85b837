//! `restored`: a new epoch after a restore.

use std::path::PathBuf;

use clap::Args;

use super::CommandError;
use crate::{data_dir::DataDir, store::Store as _};

#[derive(Debug, Args)]
pub(super) struct Restored {
    /// The data folder that was restored.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

impl Restored {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let data = DataDir::existing(&self.data)?;
        let _lock = data.lock()?;
        let store = data.store().await?;
        store.begin_epoch().await?;
        store.close().await?;
        Ok(())
    }
}
