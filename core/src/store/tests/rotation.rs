//! A store under another key.

use super::*;

fn change_key(folder: &TempDir, old: u8, new: u8) -> Result<(), OpenError> {
    let entropy = SeededEntropy::new(2);
    Store::change_key(folder.path(), &key(old), &key(new), &entropy, now())
}

/// A store with a report and so many photographs, its folder, and the photographs.
fn a_store_with(photographs: u8) -> (TempDir, Vec<PhotographId>) {
    let folder = TempDir::new().unwrap();
    let added = open(&folder)
        .write(|view| {
            view.save_report(&a_report(1))?;
            let large = |n| NewPhotograph {
                jpeg: vec![n; 250_000],
                ..a_photograph(n)
            };
            (0..photographs)
                .map(|n| view.add_photograph(a_report(1).id, &large(n)))
                .collect()
        })
        .unwrap();
    (folder, added)
}

#[test]
fn after_a_change_of_keys_only_the_new_one_opens_and_all_is_there() {
    // More than a connection keeps in memory: pages leave it before the commit.
    let (folder, photographs) = a_store_with(20);
    let before = fs::read(folder.path().join("store.db")).unwrap();
    change_key(&folder, 7, 8).unwrap();
    assert!(matches!(open_with(&folder, 7), Err(OpenError::WrongKey)));
    let store = open_with(&folder, 8).unwrap();
    assert_eq!(store.read(|v| v.reports()).unwrap(), [a_report(1)]);
    for (photograph, n) in photographs.iter().zip(0..) {
        let jpeg = store.read(|view| view.jpeg(*photograph)).unwrap();
        assert_eq!(jpeg, vec![n; 250_000]);
    }
    drop(store);
    // Nothing of the old is left: page by page, but for the salt at the head of the file.
    let after = fs::read(folder.path().join("store.db")).unwrap();
    assert!(before.len() > 5_000_000 && before.len() == after.len());
    let pages = |bytes: &[u8]| -> std::collections::BTreeSet<Vec<u8>> {
        bytes.chunks(4096).map(|page| page[16..64].into()).collect()
    };
    assert!(pages(&before).is_disjoint(&pages(&after)));
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!left.iter().any(|name| name.ends_with("-wal")), "{left:?}");
}

#[test]
fn changing_the_key_again_is_done_already_and_back_is_possible() {
    let (folder, _) = a_store_with(1);
    for _ in 0..3 {
        change_key(&folder, 7, 8).unwrap();
    }
    change_key(&folder, 8, 8).unwrap();
    change_key(&folder, 8, 7).unwrap();
    assert_eq!(open(&folder).read(|v| v.reports()).unwrap().len(), 1);
}

#[test]
fn a_change_of_keys_with_a_wrong_one_touches_nothing() {
    let (folder, _) = a_store_with(1);
    let before = fs::read(folder.path().join("store.db")).unwrap();
    assert!(matches!(
        change_key(&folder, 6, 8),
        Err(OpenError::WrongKey)
    ));
    assert_eq!(fs::read(folder.path().join("store.db")).unwrap(), before);
    assert!(matches!(open_with(&folder, 8), Err(OpenError::WrongKey)));
    let store = open(&folder);
    assert!(matches!(change_key(&folder, 7, 8), Err(OpenError::InUse)));
    assert_eq!(store.read(|v| v.reports()).unwrap().len(), 1);
}

#[test]
fn where_there_is_no_store_there_is_no_key_to_change() {
    let folder = TempDir::new().unwrap();
    change_key(&folder, 7, 8).unwrap();
    open_with(&folder, 9).unwrap();
}

/// The old key opens a store whose change of keys was cut off before its commit, the new one a
/// store that was cut off after it; the other one is wrong, and neither calls it damaged.
#[test]
fn while_the_key_is_changed_no_key_calls_the_store_damaged() {
    let (folder, _) = a_store_with(1);
    let check = folder.path().join("store.check");
    for (is, is_not) in [(7, 8), (8, 7)] {
        let both = key(7).write_check_with(&key(8), &check, &SeededEntropy::new(3));
        both.unwrap();
        assert!(matches!(
            open_with(&folder, is_not),
            Err(OpenError::WrongKey)
        ));
        assert!(!folder.path().join("set-aside").exists());
        assert_eq!(
            open_with(&folder, is)
                .unwrap()
                .read(|v| v.reports())
                .unwrap()
                .len(),
            1
        );
        assert!(matches!(
            open_with(&folder, is_not),
            Err(OpenError::WrongKey)
        ));
        change_key(&folder, 7, 8).unwrap();
    }
}

#[test]
fn a_store_with_a_damaged_photograph_keeps_its_key() {
    let (folder, _) = a_store_with(4);
    let path = folder.path().join("store.db");
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len();
    for byte in &mut bytes[end - 4096..end - 4000] {
        *byte ^= 0x55;
    }
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(
        change_key(&folder, 7, 8),
        Err(OpenError::Storage(_))
    ));
    assert!(!folder.path().join("set-aside").exists());
    assert_eq!(open(&folder).read(|v| v.reports()).unwrap().len(), 1);
}
