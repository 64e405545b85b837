//! `user add`: works before a server runs, and while one does.

use std::{io::Read as _, path::PathBuf};

use clap::{Args, Subcommand};
use langnghe_wire::text::normalised;
use zeroize::Zeroizing;

use super::CommandError;
use crate::{
    clock::{Clock as _, SystemClock},
    data_dir::DataDir,
    entropy::{Entropy, SystemEntropy},
    identity::{MAX_BYTES, NewUser, Role, Scope, hash_password},
    settings::RulesBook,
    store::Store,
};

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Adds somebody who may sign in to the console.
    Add(Add),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The name to sign in with.
    name: String,
    /// The folder that holds everything the server keeps; made if it isn't there.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// officer, leader, coordinator or admin.
    #[arg(long)]
    role: Role,
    /// Whose cases they see: a commune's code (07264) or a unit's (07264-kt). Officers and
    /// leaders need one; without, coordinators and admins see the whole province.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Read the password from standard input: one line.
    #[arg(long, required = true)]
    password_stdin: bool,
}

impl User {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        let Self::Add(add) = self;
        add.run().await
    }
}

impl Add {
    async fn run(self) -> Result<(), CommandError> {
        let name = normalised(&self.name);
        if name.is_empty() || name.chars().count() > 80 || name.contains('\n') {
            return Err("a name has 1 to 80 characters on one line".into());
        }
        let password = password_from_stdin()?;
        let store = DataDir::open(&self.data)?.store().await?;
        let added = self.add(name, password, &store).await;
        store.close().await?;
        added
    }

    async fn add(
        self,
        name: String,
        password: Zeroizing<String>,
        store: &dyn Store,
    ) -> Result<(), CommandError> {
        // The units that coordinators have settled, not only those that the build carries.
        let rules = RulesBook::load(store).await?.current();
        let scope = Scope::new(self.role, self.unit.as_deref(), &rules)?;
        let entropy: &dyn Entropy = &SystemEntropy;
        let password = hash_password(password, entropy.bytes_16()).await?;
        let user = NewUser {
            name,
            role: self.role,
            scope,
            password,
        };
        store.add_user(user, SystemClock.now()).await?;
        Ok(())
    }
}

fn password_from_stdin() -> Result<Zeroizing<String>, CommandError> {
    let mut line = Zeroizing::new(String::new());
    // Read whole, so that the password is in one place only.
    std::io::stdin()
        .take(MAX_BYTES as u64 + 2)
        .read_to_string(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}
