//! Accepting connections, and stopping without dropping what is under way.
//!
//! Asked to stop, the server accepts nothing more, lets requests in flight come to their end (for
//! a while), and closes the store, which finishes what waits to be written.

use std::{future::Future, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::extract::ConnectInfo;
use hyper::{Request, body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt as _;

use crate::{
    chain::keep_roots,
    linger::Lingering,
    notices::{send_what_is_due, write_this_mornings},
    router::router,
    state::App,
    store::StoreError,
    upload::{
        look_back::{LookedBack, look_back},
        sweep::sweep,
    },
};

/// Connections at the same time; more wait in the system's queue.
const CONNECTIONS: usize = 1_024;
/// How often expired uploads are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);
/// How often it is asked whether a day is over that has no root yet.
const CLOSE_EVERY: Duration = Duration::from_secs(600);
/// How long to wait when a connection can't be accepted (no file descriptor left, say).
const AFTER_A_FAILED_ACCEPT: Duration = Duration::from_millis(200);

/// Serves until `stop` resolves, then ends in good order.
///
/// # Errors
/// [`StoreError`] if the store didn't close as it should.
pub async fn serve(
    state: App,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> Result<(), StoreError> {
    let sweeper = tokio::spawn(sweep_now_and_then(Arc::clone(&state)));
    let closer = tokio::spawn(close_days(Arc::clone(&state)));
    let postman = tokio::spawn(send_notices(Arc::clone(&state)));
    let looker = tokio::spawn(look_back_once(Arc::clone(&state)));
    let connections = GracefulShutdown::new();
    let routes = router(Arc::clone(&state));
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(state.patience.head)
        // A phone that goes out of reach ends its half of the connection with bytes on the way:
        // they are read, and kept, before the connection is given up.
        .half_close(true)
        .max_buf_size(64 * 1024);

    let idle = state.patience.idle_body;
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &slots) => accepted,
        };
        let (stream, peer, slot) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(AFTER_A_FAILED_ACCEPT).await;
                continue;
            }
        };
        let service = routes
            .clone()
            .map_request(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(ConnectInfo(peer));
                request.map(|body| Lingering::new(body, idle))
            });
        let service = TowerToHyperService::new(service);
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            // A phone that goes out of reach is no news.
            let _ = connection.await;
            drop(slot);
        });
    }
    drop(listener);
    tracing::info!("stopping");
    if tokio::time::timeout(state.patience.shutdown, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests in flight were cut off");
    }
    sweeper.abort();
    closer.abort();
    postman.abort();
    looker.abort();
    state.store.close().await
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots)
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Answers are small and awaited.
    stream.set_nodelay(true)?;
    Ok((stream, peer, slot))
}

/// Closes what nobody answered to, a hundred at a time.
async fn close_unanswered(state: &App) -> Result<usize, StoreError> {
    let mut closed = 0;
    loop {
        let now = state.store.close_unanswered(state.moment()).await?;
        closed += now;
        if now == 0 {
            return Ok(closed);
        }
    }
}

async fn sweep_now_and_then(state: App) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        match sweep(&state).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "uploads that no report named have gone"),
            Err(failure) => {
                let code = failure.0.code.as_str();
                tracing::warn!(code, "expired uploads were not swept");
            }
        }
        match close_unanswered(&state).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "cases closed to which nobody answered"),
            Err(error) => tracing::warn!(%error, "unanswered cases were not closed"),
        }
    }
}

/// Whatever is left is gone on with at the next start.
async fn look_back_once(state: App) {
    match look_back(&state).await {
        Ok(done) if done == LookedBack::default() => {}
        Ok(LookedBack { seen, kept, left }) => {
            tracing::info!(seen, kept, left, "photographs from before were looked at");
        }
        Err(error) => tracing::warn!(%error, "photographs from before were not looked at"),
    }
}

async fn close_days(state: App) {
    let mut every = tokio::time::interval(CLOSE_EVERY);
    loop {
        every.tick().await;
        match keep_roots(&state).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "days were closed with their roots"),
            Err(error) => tracing::warn!(%error, "a day was not closed"),
        }
    }
}

async fn send_notices(state: App) {
    let mut every = tokio::time::interval(state.patience.notices);
    let mut morning = None;
    loop {
        every.tick().await;
        match write_this_mornings(&state, &mut morning).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "digests of this morning were written"),
            Err(error) => tracing::warn!(%error, "digests were not written"),
        }
        match send_what_is_due(&state).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "notices were sent"),
            Err(error) => tracing::warn!(%error, "notices were not sent"),
        }
    }
}
