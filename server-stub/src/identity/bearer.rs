//! Which device asks: by the token in the `Authorization` header.

use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use langnghe_wire::{Code, DeviceId, DeviceToken, Registration, TokenHash};

use super::{Device, NewDevice};
use crate::{problem::Failure, state::ServerState, store::RegisterError};

/// What the server keeps of the name of an app, in characters.
const APP_CHARACTERS: usize = 80;

/// What a request presents.
#[derive(Debug)]
pub(crate) struct Bearer {
    device: DeviceId,
    token: TokenHash,
}

impl Bearer {
    /// From a request's headers. Whoever presents nothing of ours is asked to register.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Code> {
        let header = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .ok_or(Code::UnknownDevice)?;
        let (device, token) = DeviceToken::from_bearer(header).map_err(|_| Code::UnknownDevice)?;
        Ok(Self {
            device,
            token: token.hash(),
        })
    }

    /// The device, if the token is its.
    fn admits(&self, device: Device) -> Result<Device, Code> {
        if !device.token.is(&self.token) {
            return Err(Code::WrongToken);
        }
        if device.is_revoked {
            return Err(Code::DeviceRevoked);
        }
        Ok(device)
    }
}

/// The device that asks, which must be registered.
pub(crate) async fn known_device(state: &ServerState, bearer: &Bearer) -> Result<Device, Failure> {
    let device = state.store.device(bearer.device).await?;
    Ok(bearer.admits(device.ok_or(Code::UnknownDevice)?)?)
}

/// The device that asks, registered if it isn't yet.
pub(crate) async fn register(
    state: &ServerState,
    bearer: &Bearer,
    registration: &Registration,
    skew_ms: i64,
    now: Timestamp,
) -> Result<Device, Failure> {
    let is_about_itself = registration.device == bearer.device;
    let public_key = registration
        .verify(&bearer.token)
        .ok()
        .filter(|_| is_about_itself)
        .ok_or(Code::RegistrationInvalid)?;
    // Most that register are known already: they need no write.
    if let Some(known) = state.store.device(bearer.device).await? {
        let known = bearer.admits(known)?;
        if known.public_key != public_key {
            return Err(Code::RegistrationInvalid.into());
        }
        return Ok(known);
    }
    let new = NewDevice {
        id: bearer.device,
        token: bearer.token,
        public_key,
        app: registration.app.chars().take(APP_CHARACTERS).collect(),
        skew_ms,
    };
    match state.store.register(new, now).await {
        Ok(device) => Ok(device),
        Err(RegisterError::Taken) => Err(Code::RegistrationInvalid.into()),
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}
