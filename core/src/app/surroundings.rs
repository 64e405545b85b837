//! What a shell tells about the phone it runs on, and what that means for the queue.
//!
//! Words always go when there is a network: they are a kilobyte. Photographs may wait for one
//! that costs nothing. What holds them back is decided here, purely, and can be shown.

use super::App;
use crate::error::Error;

/// Below this there is no room for a photograph beside what the words of reports and the queue
/// need to be kept.
const PHOTOGRAPHS_NEED_FREE_BYTES: u64 = 8 * 1024 * 1024;

/// How the phone reaches the world.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Link {
    /// There is no network.
    Offline,
    /// A network that costs by the byte.
    Metered,
    /// A network that costs nothing more; also what is assumed before anything is told.
    #[default]
    Free,
}

/// The phone, as far as it matters to the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The network.
    pub link: Link,
    /// Whether the person asked for photographs to wait for a network that costs nothing.
    pub photographs_wait_for_free: bool,
    /// Whether the battery is being saved.
    pub saving_power: bool,
    /// Free bytes where the store lies, if known.
    pub free_bytes: Option<u64>,
}

/// What something waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// Any network.
    Network,
    /// A network that costs nothing: the person wished it so.
    FreeNetwork,
    /// A network that costs nothing, or a battery that needn't be saved.
    Power,
}

impl Surroundings {
    /// What words wait for.
    #[must_use]
    pub fn words_wait_for(&self) -> Option<WaitsFor> {
        (self.link == Link::Offline).then_some(WaitsFor::Network)
    }

    /// What photographs wait for.
    #[must_use]
    pub fn photographs_wait_for(&self) -> Option<WaitsFor> {
        match self.link {
            Link::Offline => Some(WaitsFor::Network),
            Link::Metered if self.photographs_wait_for_free => Some(WaitsFor::FreeNetwork),
            // A radio that sends is what empties a battery; Wi-Fi costs a fraction of it.
            Link::Metered if self.saving_power => Some(WaitsFor::Power),
            Link::Metered | Link::Free => None,
        }
    }

    /// Whether a photograph still fits beside everything else that must be kept.
    #[must_use]
    pub fn has_room_for_photographs(&self) -> bool {
        self.free_bytes
            .is_none_or(|free| free >= PHOTOGRAPHS_NEED_FREE_BYTES)
    }
}

impl App {
    /// Tells how the phone stands now: at the start, and whenever something of it changes. A
    /// network that came ends all waiting for the link.
    pub fn look_around(&self, now: Surroundings) {
        let before = self.inner.shared.look_around(now);
        let hold = now.photographs_wait_for().is_some();
        self.inner.shared.hold_photographs(hold);
        let came = before.words_wait_for().is_some() && now.words_wait_for().is_none();
        if came || (before.photographs_wait_for().is_some() && !hold) {
            self.inner.shared.try_now();
        }
    }

    /// How the phone stands, as told last.
    #[must_use]
    pub fn surroundings(&self) -> Surroundings {
        self.inner.shared.surroundings()
    }

    /// Refuses work on pixels that there is no room for: what is left is for the words.
    pub(super) fn ensure_space(&self) -> Result<(), Error> {
        if self.surroundings().has_room_for_photographs() {
            Ok(())
        } else {
            Err(Error::DiskFull)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKS: [Link; 3] = [Link::Offline, Link::Metered, Link::Free];

    fn all() -> impl Iterator<Item = Surroundings> {
        LINKS.into_iter().flat_map(|link| {
            [(false, false), (false, true), (true, false), (true, true)].map(
                move |(photographs_wait_for_free, saving_power)| Surroundings {
                    link,
                    photographs_wait_for_free,
                    saving_power,
                    free_bytes: None,
                },
            )
        })
    }

    #[test]
    fn words_wait_for_nothing_but_a_network() {
        for phone in all() {
            assert_eq!(
                phone.words_wait_for().is_some(),
                phone.link == Link::Offline
            );
        }
    }

    #[test]
    fn photographs_always_go_where_it_costs_nothing() {
        for phone in all().filter(|phone| phone.link == Link::Free) {
            assert_eq!(phone.photographs_wait_for(), None);
        }
    }

    #[test]
    fn on_a_network_that_costs_the_wish_counts_before_the_battery() {
        let on_metered: Vec<_> = all()
            .filter(|phone| phone.link == Link::Metered)
            .map(|phone| phone.photographs_wait_for())
            .collect();
        let (free, power) = (Some(WaitsFor::FreeNetwork), Some(WaitsFor::Power));
        assert_eq!(on_metered, [None, power, free, free]);
    }

    #[test]
    fn the_last_megabytes_are_for_words() {
        let with = |free_bytes| Surroundings {
            free_bytes,
            ..Surroundings::default()
        };
        assert!(with(None).has_room_for_photographs());
        assert!(with(Some(PHOTOGRAPHS_NEED_FREE_BYTES)).has_room_for_photographs());
        assert!(!with(Some(PHOTOGRAPHS_NEED_FREE_BYTES - 1)).has_room_for_photographs());
    }
}
