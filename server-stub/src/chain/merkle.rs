//! The tree over a day's heads: that of RFC 6962 (Certificate Transparency), so that a proof that
//! one case is in it can be made and checked by what others wrote.

use langnghe_wire::Sha256;
use sha2::Digest as _;

/// A tree that grows leaf by leaf and keeps only what its head needs: a hash for each bit of its
/// size.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The heads of full trees, the largest first; the sizes are the bits of `leaves`.
    full: Vec<Sha256>,
    leaves: u64,
}

impl Tree {
    /// Adds a leaf at the end.
    pub fn push(&mut self, leaf: &[u8]) {
        let mut hash = digest(&[&[0], leaf]);
        // Two full trees of a size become one, as a carry goes through a number's bits.
        for _ in 0..self.leaves.trailing_ones() {
            if let Some(left) = self.full.pop() {
                hash = node(&left, &hash);
            }
        }
        self.full.push(hash);
        self.leaves += 1;
    }

    /// How many leaves it has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.leaves
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leaves == 0
    }

    /// Its head.
    #[must_use]
    pub fn head(&self) -> Sha256 {
        let smallest_first = self.full.iter().rev().copied();
        smallest_first
            .reduce(|right, left| node(&left, &right))
            .unwrap_or_else(|| digest(&[]))
    }
}

fn node(left: &Sha256, right: &Sha256) -> Sha256 {
    digest(&[&[1], left.as_bytes(), right.as_bytes()])
}

fn digest(parts: &[&[u8]]) -> Sha256 {
    let mut hash = sha2::Sha256::new();
    for part in parts {
        hash.update(part);
    }
    Sha256::from_bytes(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 6962, 2.1, word for word.
    fn by_the_book(leaves: &[Vec<u8>]) -> Sha256 {
        match leaves {
            [] => Sha256::of(b""),
            [one] => Sha256::of(&[&[0], one.as_slice()].concat()),
            more => {
                let mut k = 1;
                while k * 2 < more.len() {
                    k *= 2;
                }
                let (left, right) = more.split_at(k);
                let (left, right) = (by_the_book(left), by_the_book(right));
                Sha256::of(&[&[1], left.as_bytes().as_slice(), right.as_bytes()].concat())
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_the_tree_of_the_book(leaves in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..5), 0..70)) {
            let mut tree = Tree::default();
            for leaf in &leaves {
                tree.push(leaf);
            }
            prop_assert_eq!(tree.len(), leaves.len() as u64);
            prop_assert_eq!(tree.is_empty(), leaves.is_empty());
            prop_assert_eq!(tree.head(), by_the_book(&leaves));
        }
    }

    /// Known answers of Certificate Transparency's own test data.
    #[test]
    fn others_trees_have_the_same_heads() {
        let leaves = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let mut tree = Tree::default();
        assert_eq!(
            tree.head().to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        for leaf in leaves {
            tree.push(&data_encoding::HEXLOWER.decode(leaf.as_bytes()).unwrap());
        }
        assert_eq!(
            tree.head().to_string(),
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        );
    }
}
