//! A run of cases, and which of them have a word: one bit for each.
//!
//! Few cases are kept as a list of their places in the run, many as the bits themselves, whichever is
//! shorter. Either way a block is no longer than two pages of the database, and two blocks are laid over
//! each other in the time in which one case would be looked at.

use crate::store::StoreError;

/// Cases of a block: as many as a place of two bytes can tell apart, nearly. So many bits, and what
/// the database writes beside them, fill two of its pages.
pub(super) const ROWS: i64 = 64_000;
const WORDS: usize = ROWS as usize / 64;
/// Bytes of a block that is written as bits.
const BYTES: usize = WORDS * 8;

/// Which cases of a run have something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block([u64; WORDS]);

impl Block {
    /// None of them.
    pub(super) const fn none() -> Self {
        Self([0; WORDS])
    }

    /// All of them.
    pub(super) const fn all() -> Self {
        Self([u64::MAX; WORDS])
    }

    /// As it was [`written`](Self::written).
    pub(super) fn read(written: &[u8]) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged("a block of cases isn't one".into());
        let mut block = Self::none();
        if written.len() == BYTES {
            for (word, bytes) in block.0.iter_mut().zip(written.as_chunks().0) {
                *word = u64::from_le_bytes(*bytes);
            }
            return Ok(block);
        }
        let (places, []) = written.as_chunks() else {
            return Err(damaged());
        };
        for place in places {
            let place = usize::from(u16::from_le_bytes(*place));
            *block.0.get_mut(place / 64).ok_or_else(damaged)? |= 1 << (place % 64);
        }
        Ok(block)
    }

    /// As the database keeps it; nothing of a block without cases.
    pub(super) fn written(&self) -> Option<Vec<u8>> {
        let count = self.count() as usize;
        if count == 0 {
            return None;
        }
        if count * 2 >= BYTES {
            return Some(self.0.iter().flat_map(|word| word.to_le_bytes()).collect());
        }
        let mut places = Vec::with_capacity(count * 2);
        for (at, mut word) in (0..).zip(self.0) {
            while word != 0 {
                let place: u16 = at * 64 + word.trailing_zeros() as u16;
                places.extend(place.to_le_bytes());
                word &= word - 1;
            }
        }
        Some(places)
    }

    /// How many they are.
    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    pub(super) fn set(&mut self, place: u16, to: bool) {
        let bit = 1 << (place % 64);
        let word = &mut self.0[usize::from(place) / 64];
        if to {
            *word |= bit;
        } else {
            *word &= !bit;
        }
    }

    /// Leaves those that another block has as well. Whether any is left.
    pub(super) fn keep(&mut self, other: &Self) -> bool {
        let mut any = 0;
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
            any |= *word;
        }
        any != 0
    }

    /// Adds those that another block has.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Leaves those that came before one of them.
    pub(super) fn keep_older(&mut self, than: u16) {
        let (at, bit) = (usize::from(than) / 64, than % 64);
        self.0[at] &= (1 << bit) - 1;
        self.0[at + 1..].fill(0);
    }

    /// Leaves those that came after one of them.
    pub(super) fn keep_newer(&mut self, than: u16) {
        let (at, bit) = (usize::from(than) / 64, than % 64);
        self.0[at] &= !(u64::MAX >> (63 - bit));
        self.0[..at].fill(0);
    }

    /// Takes out the newest.
    pub(super) fn pop_newest(&mut self) -> Option<u16> {
        let at = self.0.iter().rposition(|word| *word != 0)?;
        let bit = self.0[at].ilog2();
        self.0[at] ^= 1 << bit;
        Some(at as u16 * 64 + bit as u16)
    }

    /// Takes out the oldest.
    pub(super) fn pop_oldest(&mut self) -> Option<u16> {
        let at = self.0.iter().position(|word| *word != 0)?;
        let bit = self.0[at].trailing_zeros();
        self.0[at] ^= 1 << bit;
        Some(at as u16 * 64 + bit as u16)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::btree_set, prelude::*};

    use super::*;

    fn of(places: &BTreeSet<u16>) -> Block {
        let mut block = Block::none();
        for place in places {
            block.set(*place, true);
        }
        block
    }

    fn places() -> impl Strategy<Value = BTreeSet<u16>> {
        let among = 0..ROWS as u16;
        prop_oneof![
            btree_set(among.clone(), 0..20),
            btree_set(among, 3_900..4_100),
            btree_set(0..16_000_u16, 0..6_000),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_block_is_a_set(few in places(), many in places(), than in 0..ROWS as u16) {
            let block = of(&few);
            match block.written() {
                None => prop_assert!(few.is_empty()),
                Some(bytes) => {
                    prop_assert!(bytes.len() <= BYTES);
                    prop_assert_eq!(&Block::read(&bytes).unwrap(), &block);
                }
            }
            let mut either = block.clone();
            either.add(&of(&many));
            prop_assert_eq!(&either, &of(&few.union(&many).copied().collect()));
            let both: BTreeSet<u16> = few.intersection(&many).copied().collect();
            let mut older = block.clone();
            older.keep_older(than);
            prop_assert_eq!(older, of(&few.range(..than).copied().collect()));
            let mut newer = block.clone();
            newer.keep_newer(than);
            prop_assert_eq!(newer, of(&few.iter().copied().filter(|p| *p > than).collect()));
            let mut left = block;
            prop_assert_eq!(left.keep(&of(&many)), !both.is_empty());
            prop_assert_eq!(left.count(), both.len() as u64);
            let mut again = left.clone();
            let oldest: Vec<_> = std::iter::from_fn(|| again.pop_oldest()).collect();
            prop_assert_eq!(oldest, both.iter().copied().collect::<Vec<_>>());
            let newest: Vec<_> = std::iter::from_fn(|| left.pop_newest()).collect();
            prop_assert_eq!(newest, both.iter().rev().copied().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_block_is_damage() {
        for bytes in [&[1_u8][..], &[0xff, 0xff], &[0; BYTES + 1]] {
            assert!(matches!(Block::read(bytes), Err(StoreError::Damaged(_))));
        }
        let last = ROWS as u16 - 1;
        let mut block = Block::read(&last.to_le_bytes()).unwrap();
        assert_eq!(block.pop_newest(), Some(last));
        assert!(Block::read(&(last + 1).to_le_bytes()).is_err());
    }
}
