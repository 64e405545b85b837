//! The table of scenarios (`tests/scenarios`), run on the core: events in, what is seen out. The
//! shells' state holders run the same table, so that what a person sees is decided once.
//!
//! - [`table`]: reads scenarios, and refuses what [`vocabulary`] doesn't have.
//! - [`world`]: the server, the link to it, the officer; [`phone`]: the app on its disk.
//! - [`person`]: what a shell would hold for whoever has the phone in hand; [`events`]: what they,
//!   the phone and the officer do; [`asked`]: what a category asks, and what is answered.
//! - [`seen`]: what the core knows of each screen, as a value that is held against what the
//!   scenario expects ([`fits`]).

#![expect(clippy::unwrap_used, reason = "a panic is a test's way to fail")]

mod asked;
mod events;
mod fits;
mod person;
mod phone;
mod run;
mod seen;
mod table;
mod texts;
mod vocabulary;
mod world;

/// One test for each file of the table.
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        /// The files that are run, without `.json`, `_` for `-`.
        const FILES: &[&str] = &[$(stringify!($name)),*];

        mod each {
            $(
                #[test]
                fn $name() {
                    crate::run::run(stringify!($name));
                }
            )*
        }
    };
}

scenarios! {
    added_later,
    asked_anew,
    asked_by_the_category,
    asked_on_purpose,
    back_never_loses,
    chosen_by_hand_stays,
    corrected_by_hand,
    danger_first,
    decided_after_asking,
    discarded,
    first_start,
    former_name,
    forwarded,
    key_lost,
    killed_at_each_step,
    merged,
    merged_and_answered,
    merged_and_paused,
    merged_and_taken_back,
    not_a_photograph,
    offline_then_answered,
    outside_the_province,
    parked_and_copied,
    paused_then_late,
    question_and_answer,
    refused_by_the_unit,
    reopened_and_rated,
    resolved_with_proof,
    six_photographs,
    text_too_long,
    told_in_the_background,
    too_late,
    two_languages,
    two_reports,
    what_is_missing,
    withdrawn_after_it_arrived,
    withdrawn_before_it_left,
    words_before_photographs,
}
