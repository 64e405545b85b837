//! Where the project's programs lie: beside the one that asks, as cargo puts them.

use std::{
    env, io,
    path::{Path, PathBuf},
};

/// A program that hasn't been built, or can't be looked for.
#[derive(Debug, thiserror::Error)]
pub enum MissingProgram {
    /// It isn't where cargo would put it.
    #[error("{name} isn't in {}: run 'cargo build --workspace --bins' first", folder.display())]
    NotBuilt {
        /// The program.
        name: String,
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The system doesn't say where the running program lies.
    #[error("the running program can't be located")]
    NoPlace(#[from] io::Error),
}

/// The path of one of the project's programs.
///
/// Cargo builds the programs of other packages only when it is asked to, so a test that needs
/// `langnghe-server` looks for what `cargo build --workspace --bins` left beside it.
///
/// # Errors
/// [`MissingProgram`] if it hasn't been built.
pub fn program(name: &str) -> Result<PathBuf, MissingProgram> {
    beside(&env::current_exe()?, name)
}

fn beside(running: &Path, name: &str) -> Result<PathBuf, MissingProgram> {
    let folder = running.parent().unwrap_or(Path::new("."));
    // Test programs lie one folder deeper than others.
    let folder = match folder.file_name() {
        Some(last) if last == "deps" => folder.parent().unwrap_or(folder),
        _ => folder,
    };
    let path = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    if path.is_file() {
        Ok(path)
    } else {
        Err(MissingProgram::NotBuilt {
            name: name.to_owned(),
            folder: folder.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_beside_a_test_and_beside_another_program() {
        let target = tempfile::tempdir().unwrap();
        std::fs::create_dir(target.path().join("deps")).unwrap();
        let server = target
            .path()
            .join(format!("a-server{}", env::consts::EXE_SUFFIX));
        std::fs::write(&server, "").unwrap();
        for running in ["deps/journeys-0123", "langnghe-show"] {
            assert_eq!(
                beside(&target.path().join(running), "a-server").unwrap(),
                server
            );
        }
    }

    #[test]
    fn a_program_that_is_missing_says_how_to_get_it() {
        let target = tempfile::tempdir().unwrap();
        let error = beside(&target.path().join("deps/x"), "a-server").unwrap_err();
        assert!(error.to_string().contains("cargo build --workspace --bins"));
    }
}
