//! How small a photograph becomes, and how much of that the decoder does by itself.
//!
//! libjpeg decodes at any number of eighths of the size at a fraction of the time and memory,
//! because it drops frequencies instead of pixels. The plan takes the fewest eighths that still
//! give at least the target on both sides; the resampling filter does the rest.

use crate::limits::PHOTO_LONG_SIDE;

/// Width and height in pixels; neither is ever 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// How a photograph of a given size is brought to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The scale to decode at, in eighths: 1 to 8.
    pub eighths: u8,
    /// What the decoder yields: at least the target on both sides.
    pub decoded: Size,
    /// What remains after resampling: proportions kept, never larger than the source.
    pub target: Size,
}

/// Plans the way from a source, as stored and not yet turned, to at most
/// [`PHOTO_LONG_SIDE`].
#[must_use]
pub fn plan(source: Size) -> Plan {
    let target = source.fitted_to(PHOTO_LONG_SIDE);
    for eighths in 1..8 {
        let decoded = source.scaled_by_eighths(eighths);
        if decoded.width >= target.width && decoded.height >= target.height {
            return Plan {
                eighths,
                decoded,
                target,
            };
        }
    }
    Plan {
        eighths: 8,
        decoded: source,
        target,
    }
}

impl Size {
    /// The longer side in pixels.
    #[must_use]
    pub fn long_side(self) -> u32 {
        self.width.max(self.height)
    }

    /// The same proportions with the longer side at most `long_side`, never enlarged.
    pub(crate) fn fitted_to(self, long_side: u32) -> Self {
        let longest = u64::from(self.long_side());
        let most = u64::from(long_side);
        if longest <= most {
            return self;
        }
        let scaled = |side: u32| {
            let rounded = (u64::from(side) * most + longest / 2) / longest;
            u32::try_from(rounded).unwrap_or(long_side).max(1)
        };
        Self {
            width: scaled(self.width),
            height: scaled(self.height),
        }
    }

    /// libjpeg's own rounding: up.
    fn scaled_by_eighths(self, eighths: u8) -> Self {
        let scaled = |side: u32| side.saturating_mul(u32::from(eighths)).div_ceil(8);
        Self {
            width: scaled(self.width),
            height: scaled(self.height),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::limits::MAX_INPUT_SIDE;

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn plans_of_real_cameras() {
        let of = |width, height| {
            let plan = plan(size(width, height));
            (plan.eighths, plan.decoded, plan.target)
        };
        assert_eq!(
            of(4_032, 3_024),
            (5, size(2_520, 1_890), size(2_048, 1_536))
        );
        assert_eq!(
            of(3_120, 4_160),
            (4, size(1_560, 2_080), size(1_536, 2_048))
        );
        assert_eq!(
            of(16_320, 12_240),
            (2, size(4_080, 3_060), size(2_048, 1_536))
        );
        assert_eq!(of(640, 480), (8, size(640, 480), size(640, 480)));
        assert_eq!(of(1, 10_000), (2, size(1, 2_500), size(1, 2_048)));
        assert_eq!(of(8_000, 10), (3, size(3_000, 4), size(2_048, 3)));
    }

    proptest! {
        #[test]
        fn a_plan_reaches_its_target_and_keeps_its_limits(
            width in 1..=MAX_INPUT_SIDE,
            height in 1..=MAX_INPUT_SIDE,
        ) {
            let source = size(width, height);
            let Plan { eighths, decoded, target } = plan(source);
            prop_assert!((1..=8).contains(&eighths));
            prop_assert!(target.width >= 1 && target.height >= 1);
            prop_assert!(target.long_side() <= PHOTO_LONG_SIDE);
            prop_assert!(decoded.width >= target.width && decoded.height >= target.height);
            prop_assert!(decoded.width <= width && decoded.height <= height);
            if source.long_side() <= PHOTO_LONG_SIDE {
                prop_assert_eq!(target, source);
            } else {
                prop_assert_eq!(target.long_side(), PHOTO_LONG_SIDE);
            }
            // One eighth less would have been too small, so the memory is bounded.
            if eighths > 1 {
                let smaller = source.scaled_by_eighths(eighths - 1);
                prop_assert!(smaller.width < target.width || smaller.height < target.height);
            }
            prop_assert_eq!(decoded.width, turbojpeg::ScalingFactor::new(eighths.into(), 8).scale(width as usize) as u32);
        }
    }
}
