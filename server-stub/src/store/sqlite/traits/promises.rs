use std::sync::Arc;

use async_trait::async_trait;

use super::super::{SqliteStore, promises};
use crate::{
    case::Moment,
    settings::OpenToo,
    store::{Foreseen, Promises, Reckoned, StoreError},
};

#[async_trait]
impl Promises for SqliteStore {
    async fn reckon(&self, moment: Moment) -> Result<Reckoned, StoreError> {
        let entropy = Arc::clone(&self.entropy);
        self.writer
            .run(move |db| promises::reckon(db, entropy.as_ref(), &moment))
            .await
    }

    async fn foresee(
        &self,
        terms: Option<OpenToo>,
        behind: Option<u64>,
        moment: Moment,
    ) -> Result<Foreseen, StoreError> {
        self.readers
            .read(move |db| promises::foresee(db, terms.as_ref(), behind, &moment))
            .await
    }
}
