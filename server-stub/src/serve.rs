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
    sync::{Mutex, OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt as _;

use crate::{
    chain::keep_roots,
    chores::{Chores, Said},
    linger::Lingering,
    notices::{send_what_is_due, write_this_mornings},
    router::router,
    settings::keep_promises,
    state::App,
    store::StoreError,
    upload::{
        look_back::{LookedBack, look_back},
        sweep::sweep,
    },
};

/// Connections at the same time; more wait in the system's queue.
const CONNECTIONS: usize = 1_024;
/// How often expired uploads are looked for, and cases to which nobody answered.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);
/// How often it is asked whether a day is over that has no root yet.
const CLOSE_EVERY: Duration = Duration::from_secs(600);
/// How often dates are looked for that wait to be reckoned anew, beside when something was settled.
const RECKON_EVERY: Duration = Duration::from_secs(600);
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
    let chores = begin_chores(&state);
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
    chores.stop().await;
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

/// Begins what the server does by itself.
fn begin_chores(state: &App) -> Chores {
    let mut chores = Chores::default();
    let swept = Said {
        done: "uploads that no report named have gone",
        failed: "expired uploads were not swept",
    };
    chores.every(SWEEP_EVERY, swept, state, |state| async move {
        let swept = sweep(&state).await;
        swept.map_err(|failure| failure.0.code.as_str())
    });
    let closed = Said {
        done: "cases closed to which nobody answered",
        failed: "unanswered cases were not closed",
    };
    chores.every(SWEEP_EVERY, closed, state, close_unanswered);
    let rooted = Said {
        done: "days were closed with their roots",
        failed: "a day was not closed",
    };
    chores.every(CLOSE_EVERY, rooted, state, |state| async move {
        keep_roots(&state).await
    });
    let reckoned = Said {
        done: "cases have other dates, since calendar or terms have changed",
        failed: "dates were not reckoned anew",
    };
    let known = Arc::clone(&state.settled);
    chores.every_or_when(RECKON_EVERY, known, reckoned, state, |state| async move {
        keep_promises(&state).await
    });
    let written = Said {
        done: "digests of this morning were written",
        failed: "digests were not written",
    };
    let morning = (Arc::clone(state), Arc::new(Mutex::new(None)));
    let often = state.patience.notices;
    chores.every(often, written, &morning, |(state, morning)| async move {
        write_this_mornings(&state, &mut *morning.lock().await).await
    });
    let sent = Said {
        done: "notices were sent",
        failed: "notices were not sent",
    };
    chores.every(often, sent, state, |state| async move {
        send_what_is_due(&state).await
    });
    let looked_back = Said {
        done: "photographs from before were looked at",
        failed: "photographs from before were not looked at",
    };
    chores.once(looked_back, state, look_back_in_words);
    chores
}

/// Whatever is left is gone on with at the next start.
async fn look_back_in_words(state: App) -> Result<String, StoreError> {
    let done = look_back(&state).await?;
    let LookedBack { seen, kept, left } = done;
    Ok(match done == LookedBack::default() {
        true => String::new(),
        false => format!("{seen} seen, {kept} kept, {left} left"),
    })
}

/// Closes what nobody answered to, a hundred at a time.
async fn close_unanswered(state: App) -> Result<usize, StoreError> {
    let mut closed = 0;
    loop {
        let now = state.store.close_unanswered(state.moment()).await?;
        closed += now;
        if now == 0 {
            return Ok(closed);
        }
    }
}
