//! `serve`.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use clap::Args;
use langnghe_wire::operation::KINDS;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use super::{CommandError, say};
use crate::{
    clock::SystemClock, data_dir::DataDir, entropy::SystemEntropy, serve::serve, state::ServerState,
};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The folder that holds everything the server keeps; made if it isn't there.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Where to listen, such as 127.0.0.1:8080; port 0 takes a free one. TLS is for a proxy in
    /// front: listen on a loopback address.
    #[arg(long, value_name = "ADDR")]
    listen: SocketAddr,
    /// Answer this kind of operation as a release that doesn't know it yet: phones keep theirs
    /// and try again later. For rolling back. May be repeated.
    #[arg(long, value_name = "KIND", value_parser = clap::builder::PossibleValuesParser::new(KINDS))]
    without_operation: Vec<String>,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        // Before anything is promised, so that a signal during start-up is heard.
        let (mut terminate, mut interrupt) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
        );
        let data = DataDir::open(&self.data)?;
        let _lock = data.lock()?;
        let store = Arc::new(data.store().await?);
        let clock = Arc::new(SystemClock);
        let mut state = ServerState::new(store, data.blobs()?, clock, Arc::new(SystemEntropy));
        state.without_operations = self.without_operation;

        let listener = TcpListener::bind(self.listen).await?;
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() {
            tracing::warn!(
                "listening on an address that others can reach, without TLS: \
                 put a proxy with TLS in front"
            );
        }
        // The one line on standard output: whoever started the server learns where it is, and that
        // it is ready.
        say(&format!("listening on http://{address}"));
        let stop = async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        serve(Arc::new(state), listener, stop).await?;
        Ok(())
    }
}
