//! `langnghe-generate`: makes the Kotlin and the Swift that the shells are built with, out of the
//! compiled library and the catalogue of the screens' texts. Nothing of it is committed.
//!
//! ```text
//! liblangnghe_bindings ─▶ uniffi ─▶ kotlin/vn/langnghe/core/…  swift/…
//! texts/screens.json ──▶ texts  ─▶ kotlin/vn/langnghe/texts/…  swift/LangNgheTexts.swift
//! ```

mod kotlin;
mod source;
mod swift;
mod texts;

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Parser;
use texts::Catalogue;
use uniffi::{TargetLanguage, generate};

/// Makes the Kotlin and the Swift that the shells are built with.
#[derive(Debug, Parser)]
struct Arguments {
    /// The compiled library, with its symbols.
    #[arg(long)]
    library: PathBuf,
    /// The catalogue of the screens' texts.
    #[arg(long)]
    texts: PathBuf,
    /// The folder that gets a folder for each language.
    #[arg(long)]
    out: PathBuf,
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a program on a command line")]
            {
                eprintln!("langnghe-generate: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome {
    let catalogue = Catalogue::parse(&fs::read_to_string(&arguments.texts)?)?;
    let (kotlin, swift) = (arguments.out.join("kotlin"), arguments.out.join("swift"));
    bind(arguments, TargetLanguage::Kotlin, &kotlin)?;
    bind(arguments, TargetLanguage::Swift, &swift)?;
    let package = kotlin.join("vn/langnghe/texts");
    fs::create_dir_all(&package)?;
    fs::write(package.join("Texts.kt"), kotlin::texts(&catalogue))?;
    fs::write(swift.join("LangNgheTexts.swift"), swift::texts(&catalogue))?;
    Ok(())
}

fn bind(arguments: &Arguments, language: TargetLanguage, out: &std::path::Path) -> Outcome {
    let options = uniffi::GenerateOptions {
        languages: vec![language],
        source: arguments.library.clone().try_into()?,
        out_dir: out.to_owned().try_into()?,
        ..Default::default()
    };
    Ok(generate(options)?)
}
