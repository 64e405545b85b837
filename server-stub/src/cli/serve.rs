//! `serve`.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use clap::Args;
use langnghe_wire::operation::KINDS;
use reqwest::Url;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use super::{CommandError, notices::NoticeOptions, say};
use crate::{
    clock::SystemClock,
    data_dir::DataDir,
    entropy::SystemEntropy,
    serve::serve,
    settings::RulesBook,
    state::{ServerState, Tiles},
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
    /// Draw pictures of a tile server under the officers' map, such as
    /// `https://tiles.example/{z}/{x}/{y}.png`. Their browsers ask it for them. Without it, the
    /// communes' boundaries are the map.
    #[arg(long, value_name = "URL", requires = "tiles_attribution")]
    tiles: Option<String>,
    /// What the tiles' licence wants said beside them.
    #[arg(long, value_name = "TEXT")]
    tiles_attribution: Option<String>,
    /// Where officers reach the console, such as `https://phan-anh.example.vn`: for the link in the
    /// morning's digest, which has none without it.
    #[arg(long, value_name = "URL")]
    public_url: Option<Url>,
    #[command(flatten)]
    notices: NoticeOptions,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), CommandError> {
        // Before anything is promised, so that a signal during start-up is heard.
        let (mut terminate, mut interrupt) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
        );
        if (self.public_url.as_ref()).is_some_and(|url| !matches!(url.scheme(), "https" | "http")) {
            return Err("--public-url is https:// or http://".into());
        }
        let gateways = self.notices.gateways()?;
        let data = DataDir::open(&self.data)?;
        let _lock = data.lock()?;
        let store = Arc::new(data.store().await?);
        let clock = Arc::new(SystemClock);
        let mut state = ServerState::new(store, data.blobs()?, clock, Arc::new(SystemEntropy));
        state.gateways = gateways;
        state.public_url = self.public_url;
        state.rules = Arc::new(RulesBook::load(&*state.store).await?);
        state.without_operations = self.without_operation;
        if let Some(address) = &self.tiles {
            let attribution = self.tiles_attribution.as_deref().unwrap_or_default();
            state.tiles = Some(Tiles::new(address, attribution)?);
        }

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
