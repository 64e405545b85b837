//! What every [`Store`](super::Store) keeps, as tests over any of them.
//!
//! A backend brings a [`Backend`] and one line, [`every_promise!`]; each promise becomes a test.

pub(crate) mod accounts;
pub(crate) mod answers;
pub(crate) mod cases;
pub(crate) mod changes;
pub(crate) mod doubles;
pub(crate) mod intake;
pub(crate) mod life;
pub(crate) mod lists;
pub(crate) mod map;
pub(crate) mod merged;
pub(crate) mod model;
pub(crate) mod operations;
pub(crate) mod pressing;
pub(crate) mod promises;
pub(crate) mod settings;
pub(crate) mod uploads;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_trait::async_trait;
use langnghe_wire::{
    Code, Frozen,
    sync::{Applied, Outcome, Refused},
};

use super::Store;
use crate::{
    case::{Moment, decide::Incoming},
    entropy::Entropy,
    identity::{Device, NewDevice},
};

#[path = "../../../tests/it/phone.rs"]
#[allow(dead_code, reason = "the HTTP tests share it and use other parts")]
pub(crate) mod phone;

use phone::{Phone, at};

/// A fresh, empty store, and what only its backend can do.
#[async_trait]
pub(crate) trait Backend: Sized + Send + Sync {
    /// The store.
    fn store(&self) -> &dyn Store;
    /// The store, to be handed on.
    fn shared(&self) -> Arc<dyn Store>;
    /// Takes a write transaction that another process might hold, until the result is dropped.
    async fn hold_a_write(&self) -> Box<dyn Send>;
}

/// Randomness that tests can repeat.
#[derive(Debug, Default)]
pub(crate) struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            chunk.copy_from_slice(&next.to_be_bytes()[..chunk.len()]);
        }
    }
}

/// A moment by its second, with the rules that this build carries.
pub(crate) fn moment(second: i64) -> Moment {
    Moment::bundled(at(second))
}

/// Registers a phone.
pub(crate) async fn registered(store: &dyn Store, phone: &Phone) -> Device {
    let new = NewDevice {
        id: phone.device,
        token: phone.token.hash(),
        public_key: phone.registration().verify(&phone.token.hash()).unwrap(),
        app: "test".into(),
        skew_ms: 0,
    };
    store.register(new, at(0)).await.unwrap()
}

/// Applies operations, received at a second.
pub(crate) async fn apply(
    store: &dyn Store,
    device: &Device,
    operations: &[&Frozen],
    second: i64,
) -> Vec<Outcome> {
    let incoming = operations
        .iter()
        .map(|o| Incoming::read(&o.bytes, &moment(second), &[]).unwrap())
        .collect();
    let results = store
        .apply(device.clone(), incoming, moment(second))
        .await
        .unwrap();
    results.into_iter().map(|r| r.outcome).collect()
}

pub(crate) fn refused(code: Code) -> Outcome {
    Outcome::Refused(Refused { code })
}

#[track_caller]
pub(crate) fn applied(outcome: &Outcome) -> Applied {
    match outcome {
        Outcome::Applied(applied) => applied.clone(),
        other => panic!("not applied: {other:?}"),
    }
}

pub(crate) fn counting() -> Arc<dyn Entropy> {
    Arc::new(Counting::default())
}

/// Makes a test of each promise, over a backend that an async expression makes.
macro_rules! every_promise {
    ($backend:expr) => {
        $crate::store::contract::every_promise! { $backend =>
            accounts::a_name_is_taken_whatever_its_case,
            accounts::a_session_ends_when_it_is_idle_old_replaced_or_signed_out,
            accounts::guessing_closes_the_door_for_a_while,
            accounts::a_change_is_written_once_over_what_was_seen,
            accounts::a_new_password_or_the_end_of_an_account_ends_its_sessions,
            accounts::who_changed_whom_is_told_without_a_password,
            answers::an_answer_is_kept_with_the_question_as_the_phone_had_it,
            answers::what_an_officer_takes_down_is_kept_alike,
            cases::a_viewer_sees_the_cases_of_their_scope_and_no_others,
            cases::a_case_is_seen_to_by_people_of_its_unit_and_commune,
            cases::an_officer_acts_on_what_they_have_seen_only,
            lists::lists_are_ordered_by_the_next_clock_and_filtered,
            lists::pages_lead_on_and_back_over_every_case_once,
            lists::a_case_is_found_by_what_was_said_without_accents,
            lists::what_is_late_is_found_by_words_the_most_pressing_first,
            lists::a_case_is_news_until_it_was_looked_at,
            pressing::what_presses_stands_before_everything_else_on_every_page,
            map::the_map_shows_where_the_cases_of_a_scope_lie,
            map::each_commune_counts_the_cases_of_a_filter,
            map::a_commune_counts_all_that_the_index_tells_and_says_where_it_stopped,
            cases::photographs_are_shown_with_their_case_only,
            changes::a_held_write_makes_no_pull_wait_and_shows_nothing_early,
            changes::changes_come_in_the_order_of_commits_and_only_to_their_owner,
            changes::an_unknown_cursor_restarts_from_snapshots_page_by_page,
            changes::many_changes_come_in_pages,
            doubles::what_may_be_the_same_is_suggested_within_the_viewers_scope,
            doubles::one_picture_is_suggested_wherever_it_was_reported_from,
            doubles::what_was_merged_stands_beside_the_case_that_goes_on,
            doubles::what_was_done_there_within_180_days_is_back,
            doubles::a_covered_copy_is_kept_with_its_case_and_shown_with_it_only,
            intake::a_report_is_entered_once_however_often_its_form_is_sent,
            intake::nobody_enters_or_sees_what_another_has_begun,
            intake::photographs_of_an_entered_report_are_here_from_the_start,
            life::a_question_stops_the_clocks_until_the_person_answers,
            life::what_nobody_answers_closes_when_its_term_has_passed,
            life::a_report_about_a_communes_own_staff_is_hidden_from_it,
            merged::a_merged_report_follows_the_one_that_goes_on_and_can_leave_it,
            merged::a_companion_is_on_its_own_when_the_main_report_is_withdrawn,
            merged::who_was_merged_speaks_to_the_result_for_themselves,
            merged::who_was_merged_can_still_take_their_report_back,
            merged::who_was_merged_hears_why_the_clocks_stand_and_which_unit_has_the_matter,
            model::any_sequence_of_operations_ends_where_the_model_does,
            operations::registering_again_changes_nothing,
            operations::a_repeated_operation_gets_its_first_answer,
            operations::the_same_id_with_other_bytes_is_a_conflict,
            operations::an_operation_waits_for_the_one_in_front_of_it,
            operations::a_refused_operation_keeps_its_place_for_another,
            operations::a_refused_operation_beside_applied_ones_touches_nothing,
            operations::somebody_elses_report_is_unknown,
            operations::support_counts_once_and_tells_no_reference,
            operations::nothing_follows_a_withdrawal,
            operations::contact_data_is_in_no_case,
            promises::a_day_off_moves_the_dates_of_open_cases_a_few_at_a_time,
            promises::whatever_happens_to_a_case_that_waits_its_dates_come_first,
            promises::new_terms_hold_for_open_cases_only_where_that_was_wanted,
            promises::another_level_of_a_reopened_case_counts_from_when_it_was_opened_again,
            settings::versions_follow_each_other_and_stay,
            settings::of_two_who_saw_the_same_version_one_is_told,
            settings::what_is_settled_holds_at_once_and_after_a_restart,
            settings::what_cannot_be_changes_nothing,
            uploads::bytes_are_appended_where_the_upload_stands,
            uploads::a_photograph_counts_whether_it_comes_before_its_report_or_after,
            uploads::unnamed_uploads_have_a_quota_and_expire,
            uploads::bytes_of_a_withdrawn_report_are_gone,
            uploads::another_reporters_upload_is_unknown,
            uploads::a_photograph_of_the_result_is_kept_once_an_event_names_it,
        }
    };
    ($backend:expr => $($room:ident::$promise:ident,)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                $crate::store::contract::$room::$promise(&$backend.await).await;
            }
        )*
    };
}
pub(crate) use every_promise;
