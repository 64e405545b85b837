//! What happens to a world, one thing at a time.

use jiff::SignedDuration;

use super::World;
use crate::{judge::Violation, planted::Bug, server::Release};

/// Something that happens at its time.
#[derive(Debug, Clone, Copy)]
pub(super) enum Happening {
    PersonActs(usize),
    OfficerWorks,
    CutOff(usize, SignedDuration),
    Connected(usize),
    PortalBegins(usize, SignedDuration),
    PortalEnds(usize),
    ServerStops(SignedDuration),
    ServerStarts,
    ServerIsBackedUp,
    ServerIsRestored,
    ReleaseChanges(Release),
    ClockJumps(usize, SignedDuration),
    PhoneIsKilled(usize),
    Calm,
}

impl World {
    pub(super) async fn happens(&mut self, happening: Happening) -> Result<(), Violation> {
        match happening {
            Happening::PersonActs(number) => {
                self.person(number).act()?;
                return self.judge(number).await;
            }
            Happening::PhoneIsKilled(number) => {
                self.trace.note("killed", format!("phone {number}"));
                self.kill(number);
                return self.judge(number).await;
            }
            Happening::OfficerWorks => {
                let now = self.time.now();
                if self.server.router().is_some()
                    && let Some(done) = self.server.work(&mut self.random, now).await
                {
                    self.trace.note("officer", done);
                }
            }
            Happening::CutOff(number, long) => {
                self.trace
                    .note("cut off", format!("phone {number} for {long}"));
                self.network.weather().cut_off.insert(number);
                self.at(long, Happening::Connected(number));
            }
            Happening::Connected(number) => {
                self.network.weather().cut_off.remove(&number);
                // The platform says so.
                self.phones[number].app().network_came();
                self.phones[number].looks_at = self.time.now();
            }
            Happening::PortalBegins(number, long) => {
                self.trace
                    .note("portal", format!("phone {number} for {long}"));
                self.network.weather().behind_portal.insert(number);
                self.at(long, Happening::PortalEnds(number));
            }
            Happening::PortalEnds(number) => {
                self.network.weather().behind_portal.remove(&number);
            }
            Happening::ClockJumps(number, by) => {
                self.trace
                    .note("clock jumped", format!("phone {number} by {by}"));
                let phone = &mut self.phones[number];
                phone.clock.jump(by);
                if by.is_positive() {
                    phone.jumped_at.push(self.time.now());
                }
            }
            Happening::ServerStops(long) => {
                self.trace.note("server stopped", long);
                self.server.stop().await;
                self.at(long, Happening::ServerStarts);
            }
            Happening::ServerStarts => {
                self.server.restart().await;
                let is_lossy = self.bug == Some(Bug::AcknowledgesBeforeItsDisk);
                // A copy from before a restore would be another incarnation, and say so.
                if is_lossy && self.server.restores() == 0 {
                    self.server.put_back().await;
                }
            }
            Happening::ServerIsBackedUp => {
                self.trace.note("server backed up", "");
                self.server.back_up().await;
            }
            Happening::ServerIsRestored => {
                if self.server.restore().await {
                    self.trace.note("server restored", "");
                    // That takes longer than a request stays on its way. One that came later
                    // still could open what its person took back in the meantime.
                    self.network.forget_what_is_late();
                }
            }
            Happening::ReleaseChanges(release) => {
                self.trace.note("release", format!("{release:?}"));
                self.server.becomes(release).await;
                self.network.forget_what_is_late();
            }
            Happening::Calm => {}
        }
        Ok(())
    }
}
