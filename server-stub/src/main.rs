//! The command `langnghe-server`; see [`langnghe_server::cli`].

use std::process::ExitCode;

use clap::Parser as _;
use langnghe_server::cli::Cli;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("LANGNGHE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    std::panic::set_hook(Box::new(|panic| {
        // Where, and not what: a message may quote what somebody wrote.
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a defect: a task panicked");
    }));
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "this line is how a command says why it failed"
)]
fn report(error: &dyn std::error::Error) {
    eprintln!("langnghe-server: {error}");
}
