//! A migration with work in the store, killed, cut off and failed at every operation: afterwards
//! the store has the old schema or the new one, whole, never something between, and every row.
//!
//! The migration is one that no release has (`NEXT`), and does more than any that was released. It runs through the code that runs those that are released, in a process of its
//! own: this test program again, asked for [`a_next_release_migrates_what_this_one_left`] alone.

use std::{env, path::Path, process::Command, sync::OnceLock};

use langnghe_core::{
    App, Config, OpenError, Ports, StoreKey, store::Store, testing::set_up_sqlcipher,
};
use rusqlite::{Connection, types::Value};

use crate::{
    disk::{Disk, Files},
    errors::{FAULTS, left_by_power_cut},
    injector::Fault,
    journal::{self, Entry},
    kills::killed,
    life::{Moment, with_all_kinds_of_work},
    power::cut,
    promises::{Broken, Promises, hold},
    schemas,
    sweep::{Crashing, Outcome, Whose, expect_all_kept, is_whole, points, sweep_phone, thinned},
    world::World,
};

/// What a next release may do: a column, a table with rows, a table made anew with every
/// photograph in it, an index.
const NEXT: &str = "
    ALTER TABLE report ADD COLUMN urgency INTEGER NOT NULL DEFAULT 3;
    CREATE TABLE tag (
        report BLOB NOT NULL REFERENCES report (id) ON DELETE CASCADE,
        name   TEXT NOT NULL,
        PRIMARY KEY (report, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO tag SELECT id, category FROM report;
    CREATE TABLE photograph_bytes_next (
        photograph INTEGER PRIMARY KEY REFERENCES photograph (id) ON DELETE CASCADE,
        jpeg       BLOB,
        thumbnail  BLOB NOT NULL,
        turned     INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO photograph_bytes_next (photograph, jpeg, thumbnail)
        SELECT photograph, jpeg, thumbnail FROM photograph_bytes;
    DROP TABLE photograph_bytes;
    ALTER TABLE photograph_bytes_next RENAME TO photograph_bytes;
    CREATE INDEX report_by_stage ON report (stage, submitted_at);
";

/// The process that migrates is told where the store is, and its key; and whether to do it as it
/// must never be done.
const FOLDER: &str = "NEXT_SCHEMA_FOLDER";
const KEY: &str = "NEXT_SCHEMA_KEY";
const PIECEMEAL: &str = "NEXT_SCHEMA_PIECEMEAL";

/// A store before and after, and all that lies between.
struct Migration {
    key: String,
    promises: Promises,
    before: Files,
    old: Contents,
    new: Contents,
    entries: Vec<Entry>,
    operations: u64,
}

/// What a store has: its schema's number and statements, and the rows of every table, in the
/// columns that the old schema knows.
#[derive(Debug, Clone, PartialEq)]
struct Contents {
    schema: u32,
    statements: Vec<String>,
    rows: Vec<(String, Vec<Vec<Value>>)>,
}

fn migration() -> &'static Migration {
    static MIGRATION: OnceLock<Migration> = OnceLock::new();
    MIGRATION.get_or_init(|| {
        let Moment {
            world,
            promises,
            files: before,
        } = with_all_kinds_of_work();
        let key = world.key().to_owned();
        let world = World::with(&before, &key);
        let columns = columns(&world).unwrap();
        let old = contents(&world, &columns).unwrap();
        migrate_in_a_process(&world, false).unwrap();
        Migration {
            promises,
            old,
            new: contents(&world, &columns).unwrap(),
            entries: journal::read(&world.journal()),
            operations: world.phones_disk.count(),
            key,
            before,
        }
    })
}

/// The columns of each table.
type Columns = Vec<(String, String)>;

fn connect(world: &World) -> Result<Connection, Broken> {
    set_up_sqlcipher();
    let store = Connection::open(world.phone().home().join("store.db"))?;
    store.execute_batch(&format!("PRAGMA key = \"x'{}'\"", world.key()))?;
    Ok(store)
}

fn columns(world: &World) -> Result<Columns, Broken> {
    let store = connect(world)?;
    let sql =
        "SELECT t.name, group_concat(c.name) FROM sqlite_schema t, pragma_table_info(t.name) c
               WHERE t.type = 'table' GROUP BY t.name ORDER BY t.name";
    let mut find = store.prepare(sql)?;
    let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn contents(world: &World, columns: &Columns) -> Result<Contents, Broken> {
    let store = connect(world)?;
    let whole: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    hold!(whole == "ok", "the store is damaged: {whole}");
    let lost: Option<String> = store
        .query_row(
            "SELECT \"table\" FROM pragma_foreign_key_check",
            [],
            |row| row.get(0),
        )
        .ok();
    hold!(lost.is_none(), "rows of {lost:?} belong to nothing");
    let all = |sql: &str| -> Result<Vec<Vec<Value>>, Broken> {
        let mut find = store.prepare(sql)?;
        let width = find.column_count();
        let rows = find.query_map([], |row| (0..width).map(|i| row.get(i)).collect())?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let statements = all("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql")?;
    let mut rows = Vec::new();
    for (table, names) in columns {
        rows.push((
            table.clone(),
            all(&format!("SELECT {names} FROM {table} ORDER BY 1, 2"))?,
        ));
    }
    Ok(Contents {
        schema: store.pragma_query_value(None, "user_version", |row| row.get(0))?,
        statements: statements.iter().map(|row| format!("{row:?}")).collect(),
        rows,
    })
}

/// Has a process migrate the phone's store; whether it came to its end.
fn migrate_in_a_process(world: &World, piecemeal: bool) -> Result<(), Broken> {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "next_schema::a_next_release_migrates_what_this_one_left",
        ])
        .env(FOLDER, world.phone().home())
        .env(KEY, world.key())
        .envs(world.phones_disk.environment());
    if piecemeal {
        command.env(PIECEMEAL, "yes");
    }
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    hold!(done.status.success(), "the migration ended badly: {said}");
    hold!(said.contains("1 passed"), "nothing was migrated: {said}");
    Ok(())
}

fn migrate_here(folder: &Path, key: &str) -> Result<(), OpenError> {
    Store::migrate_further(folder, StoreKey::from_hex(key).unwrap(), &[NEXT])
}

/// In a process of its own it migrates the store that it is told of; otherwise one of its own.
#[test]
fn a_next_release_migrates_what_this_one_left() {
    let Some(folder) = env::var_os(FOLDER) else {
        let migration = migration();
        let world = World::with(&migration.before, &migration.key);
        migrate_here(&world.phone().home(), world.key()).unwrap();
        migration.is_new(&world.files()).unwrap();
        return;
    };
    let key = env::var(KEY).unwrap();
    if env::var_os(PIECEMEAL).is_none() {
        return migrate_here(Path::new(&folder), &key).unwrap();
    }
    // As it must never be done: each statement for itself.
    let store = Connection::open(Path::new(&folder).join("store.db")).unwrap();
    let first = format!("PRAGMA key = \"x'{key}'\"; PRAGMA synchronous = FULL;");
    store.execute_batch(&first).unwrap();
    store.execute_batch(NEXT).unwrap();
    store.pragma_update(None, "user_version", 2).unwrap();
}

impl Migration {
    /// The old schema or the new one, and every row; under the old one this release goes on, and
    /// under the new one it touches nothing. The next release finishes it either way.
    fn judge(&self, files: &Files) -> Result<(), Broken> {
        let columns = columns(&World::with(&self.before, &self.key))?;
        let found = contents(&World::with(files, &self.key), &columns)?;
        hold!(
            found == self.old || found == self.new,
            "schema {} with {} statements is neither the old nor the new",
            found.schema,
            found.statements.len()
        );
        let world = World::with(files, &self.key);
        if found.schema == self.old.schema {
            self.promises.hold_in(&world)?;
        } else {
            let newer = open(&world);
            let is_refused = matches!(newer, Err(OpenError::NewerSchema { .. }));
            hold!(is_refused, "this release takes a newer schema: {newer:?}");
        }
        let world = World::with(files, &self.key);
        migrate_here(&world.phone().home(), world.key())
            .map_err(|e| Broken(format!("it can't be migrated again: {e}")))?;
        self.is_new(&world.files())
    }

    fn is_new(&self, files: &Files) -> Result<(), Broken> {
        let columns = columns(&World::with(&self.before, &self.key))?;
        let found = contents(&World::with(files, &self.key), &columns)?;
        hold!(
            found == self.new,
            "schema {} after the migration",
            found.schema
        );
        Ok(())
    }
}

fn open(world: &World) -> Result<App, OpenError> {
    let config = Config {
        folder: world.phone().home(),
        app: "crash".to_owned(),
    };
    let key = StoreKey::from_hex(world.key()).unwrap();
    App::open(config, key, Ports::system(None)?)
}

fn sweep(entries: &[Entry], crashing: Crashing) -> Outcome {
    let points = points(entries, Whose::Phone, 28);
    let judge = |files: &Files, _| migration().judge(files);
    sweep_phone(&migration().before, entries, &points, 0, crashing, judge)
}

#[test]
fn the_migration_has_something_to_do_and_keeps_every_row() {
    let migration = migration();
    let (old, new) = (&migration.old, &migration.new);
    let released = schemas::migrations().len() as u32;
    assert_eq!((old.schema, new.schema), (released, released + 1));
    assert_eq!(new.statements.len(), old.statements.len() + 2);
    assert_eq!(old.rows, new.rows);
    let rows = |table: &str| {
        let mut all = old.rows.iter();
        all.find(|(name, _)| name == table).unwrap().1.len()
    };
    assert_eq!((rows("report"), rows("photograph_bytes")), (3, 5));
    let mut disk = Disk::with(&migration.before);
    migration.entries.iter().for_each(|entry| disk.apply(entry));
    migration.is_new(&disk.files()).unwrap();
    println!("a migration takes {} operations", migration.operations);
    assert!(migration.operations > 100);
}

#[test]
fn a_phone_that_is_killed_in_a_migration_has_the_old_schema_or_the_new() {
    let outcome = sweep(&migration().entries, killed);
    expect_all_kept("a migration, killed", &outcome);
}

#[test]
fn a_phone_whose_power_is_cut_in_a_migration_has_the_old_schema_or_the_new() {
    let outcome = sweep(&migration().entries, cut);
    expect_all_kept("a migration, power cut", &outcome);
}

#[test]
fn a_phone_whose_disk_fails_or_that_really_dies_in_a_migration_has_the_old_schema_or_the_new() {
    let migration = migration();
    let deaths = [(Fault::Kill, false), (Fault::KillTorn, false)];
    let all: Vec<u64> = (1..=migration.operations).collect();
    let all = if is_whole() { all } else { thinned(&all, 21) };
    let mut outcome = Outcome::default();
    let faults = FAULTS.into_iter().chain(deaths).cycle();
    for (at, (fault, stays)) in all.into_iter().zip(faults) {
        outcome.crashes += 1;
        let world = World::with(&migration.before, &migration.key);
        world.phones_disk.strike(at, fault, stays);
        // Whether it says so is for the program to do that has a person before it.
        let done = migrate_in_a_process(&world, false);
        world.phones_disk.lift();
        let lost = left_by_power_cut(&world, &migration.before, Whose::Phone);
        let held = match done {
            Ok(()) => migration.is_new(&lost),
            Err(_) => migration.judge(&lost),
        };
        if let Err(Broken(words)) = held.and_then(|()| migration.judge(&world.files())) {
            let what = format!("{fault:?} at operation {at}, stays: {stays}: {words}");
            outcome.broken.push(what);
        }
    }
    expect_all_kept("a migration, failed or really killed", &outcome);
}

#[test]
fn the_sweep_sees_a_migration_that_is_not_one_transaction() {
    let migration = migration();
    let world = World::with(&migration.before, &migration.key);
    migrate_in_a_process(&world, true).unwrap();
    let outcome = sweep(&journal::read(&world.journal()), killed);
    let between = outcome.broken.iter();
    let between = between.filter(|words| words.contains("neither the old nor the new"));
    assert!(between.count() > 0, "{outcome:?}");
}
