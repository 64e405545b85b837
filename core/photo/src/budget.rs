//! Which JPEG quality fills a budget of bytes, decided from the sizes measured so far.
//!
//! States: nothing tried, then a bracket of the best quality that fits and the lowest that does
//! not. Between the two the next quality comes from a power law: a JPEG's bytes fall nearly
//! straight, in logarithms, with the scale of its quantisation tables. Every trial tightens the
//! bracket, so the search ends whatever the sizes are; and if the lowest quality doesn't fit, the
//! answer is to shrink the picture, because blocks say less than fewer pixels.

/// The best quality that is ever tried: above it bytes grow and nobody sees why.
pub(crate) const HIGHEST: u8 = 90;
/// Below this, writing on a sign drowns in blocks: a smaller picture reads better. Measured on the
/// densest fixture against its source at full quality: 1,575 pixels wide and better encoded is
/// closer than 2,048 at quality 20 (mean difference 5.9 against 6.8 steps of 255).
pub(crate) const LOWEST: u8 = 40;

const FIRST: u8 = 70;
const GUESSES: usize = 5;
/// Good enough: the rest of the budget would buy one or two steps of quality.
const FULL: f64 = 0.94;
const AIM: f64 = 0.975;
/// The usual exponent of the power law, until two points of this picture are known.
const USUAL_SLOPE: f64 = -0.75;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Encode at this quality and report its size.
    Try(u8),
    /// The best that fits has been found.
    Settle,
    /// Not even [`LOWEST`] fits; it took this many bytes.
    Shrink { bytes: usize },
}

#[derive(Debug, Clone, Copy)]
struct Trial {
    quality: u8,
    bytes: usize,
}

#[derive(Debug)]
pub(crate) struct Search {
    budget: usize,
    fits: Option<Trial>,
    exceeds: Option<Trial>,
    trials: usize,
}

impl Search {
    pub(crate) fn within(budget: usize) -> Self {
        Self {
            budget,
            fits: None,
            exceeds: None,
            trials: 0,
        }
    }

    /// Takes note of a trial; says whether it is the best so far that fits.
    pub(crate) fn record(&mut self, quality: u8, bytes: usize) -> bool {
        self.trials += 1;
        let trial = Some(Trial { quality, bytes });
        if bytes <= self.budget {
            self.fits = trial;
            return true;
        }
        self.exceeds = trial;
        false
    }

    pub(crate) fn step(&self) -> Step {
        match (self.fits, self.exceeds) {
            (None, None) => Step::Try(FIRST),
            (None, Some(over)) if over.quality <= LOWEST => Step::Shrink { bytes: over.bytes },
            (None, Some(_)) if self.trials >= GUESSES => Step::Try(LOWEST),
            (None, Some(over)) => Step::Try(
                self.guess(over, USUAL_SLOPE)
                    .clamp(LOWEST, over.quality - 1),
            ),
            (Some(under), _) if self.is_settled(under) => Step::Settle,
            (Some(under), None) => Step::Try(
                self.guess(under, USUAL_SLOPE)
                    .clamp(under.quality + 1, HIGHEST),
            ),
            (Some(under), Some(over)) => {
                let guess = self.guess(under, slope(under, over));
                Step::Try(guess.clamp(under.quality + 1, over.quality - 1))
            }
        }
    }

    fn is_settled(&self, under: Trial) -> bool {
        under.quality >= HIGHEST
            || self
                .exceeds
                .is_some_and(|over| over.quality <= under.quality + 1)
            || self.trials >= GUESSES
            || under.bytes as f64 >= FULL * self.budget as f64
    }

    fn guess(&self, from: Trial, slope: f64) -> u8 {
        let wanted = AIM * self.budget as f64 / from.bytes.max(1) as f64;
        quality_of(table_scale(from.quality) * wanted.powf(1.0 / slope))
    }
}

/// By how much libjpeg multiplies its tables at a quality, in percent.
fn table_scale(quality: u8) -> f64 {
    let quality = f64::from(quality.max(1));
    if quality < 50.0 {
        5_000.0 / quality
    } else {
        200.0 - 2.0 * quality
    }
}

fn quality_of(table_scale: f64) -> u8 {
    let quality = if table_scale > 100.0 {
        5_000.0 / table_scale
    } else {
        (200.0 - table_scale) / 2.0
    };
    // A float becomes an integer by saturation: no size, however odd, leaves the range.
    quality.floor().clamp(f64::from(LOWEST), f64::from(HIGHEST)) as u8
}

fn slope(under: Trial, over: Trial) -> f64 {
    let rise = (over.bytes.max(1) as f64 / under.bytes.max(1) as f64).ln();
    let run = (table_scale(over.quality) / table_scale(under.quality)).ln();
    (rise / run).clamp(-3.0, -0.1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(budget: usize, size_at: impl Fn(u8) -> usize) -> (Step, Option<Trial>, usize) {
        let mut search = Search::within(budget);
        loop {
            match search.step() {
                Step::Try(quality) => {
                    assert!((LOWEST..=HIGHEST).contains(&quality));
                    search.record(quality, size_at(quality));
                }
                end => return (end, search.fits, search.trials),
            }
        }
    }

    #[test]
    fn a_usual_photograph_takes_few_encodes_and_fills_the_budget() {
        // Sizes of a twelve megapixel photograph at 2,048 pixels: bytes = 9e6 * scale^-0.72.
        let size_at = |quality| (9e6 * table_scale(quality).powf(-0.72)) as usize;
        let (end, best, trials) = run(300_000, size_at);
        let best = best.unwrap();
        assert_eq!(end, Step::Settle);
        assert!(trials <= 3, "{trials} trials");
        assert!(best.bytes <= 300_000 && best.bytes >= 280_000, "{best:?}");
    }

    #[test]
    fn what_is_small_gets_the_best_quality_and_what_is_noise_shrinks() {
        let (end, best, _) = run(300_000, |_| 1_000);
        assert_eq!((end, best.unwrap().quality), (Step::Settle, HIGHEST));
        assert_eq!(
            run(300_000, |_| 1_500_000).0,
            Step::Shrink { bytes: 1_500_000 }
        );
    }

    proptest! {
        #[test]
        fn any_sizes_end_soon_and_within_the_budget(
            sizes in prop::collection::vec(0usize..2_000_000, 256),
            sorted in any::<bool>(),
            budget in 1usize..1_000_000,
        ) {
            let mut sizes = sizes;
            if sorted {
                sizes.sort_unstable();
            }
            let size_at = |quality: u8| sizes[usize::from(quality)];
            let (end, best, trials) = run(budget, size_at);
            prop_assert!(trials <= GUESSES + 1);
            match end {
                Step::Settle => prop_assert!(best.unwrap().bytes <= budget),
                Step::Shrink { bytes } => {
                    prop_assert_eq!(bytes, size_at(LOWEST));
                    prop_assert!(bytes > budget && best.is_none());
                }
                Step::Try(_) => prop_assert!(false),
            }
        }
    }
}
