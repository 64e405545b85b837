//! The app, opened with the key from its file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use langnghe_core::{App, Config, Ports, StoreKey};
use zeroize::Zeroizing;

use crate::{arguments::Arguments, refusal::Refusal};

/// What the server is told that this shell is.
const SHELL: &str = concat!("phone-cli ", env!("CARGO_PKG_VERSION"));

/// Opens the phone's app; nothing is sent yet.
pub(crate) fn open(arguments: &Arguments) -> Result<App, Refusal> {
    let (folder, key) = folder_and_key(arguments)?;
    let ports = Ports::system(arguments.server.as_deref())?;
    let config = Config {
        folder,
        app: SHELL.to_owned(),
    };
    Ok(App::open(config, key, ports)?)
}

/// Puts the phone's store under the key from another file.
pub(crate) fn change_key(arguments: &Arguments, new_key_file: &Path) -> Result<(), Refusal> {
    let (folder, old) = folder_and_key(arguments)?;
    let new = key(new_key_file)?;
    Ok(App::change_key(&folder, &old, &new, &Ports::system(None)?)?)
}

fn folder_and_key(arguments: &Arguments) -> Result<(PathBuf, StoreKey), Refusal> {
    let folder = arguments.home.clone().ok_or(Refusal::Usage("usage_home"))?;
    let key_file = arguments
        .key_file
        .as_deref()
        .ok_or(Refusal::Usage("usage_key_file"))?;
    Ok((folder, key(key_file)?))
}

fn key(file: &Path) -> Result<StoreKey, Refusal> {
    let digits = fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(Refusal::KeyFile)?;
    StoreKey::from_hex(&digits).map_err(|_| Refusal::NotAKey)
}
