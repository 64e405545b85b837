//! What a person can do about a report that was submitted, as far as this phone knows. The
//! server's rules have the last word; what it would refuse for certain is not offered.

use langnghe_wire::{CaseStatus, limits};

use crate::{
    status::Merged,
    store::{OperationRow, OperationState, Stage},
};

/// Something that a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Answer the unit.
    Reply,
    /// Add words.
    AddText,
    /// Add a photograph.
    AddPhotograph,
    /// *Đã xong*.
    Confirm,
    /// *Chưa xong*.
    Reopen,
    /// *Đánh giá*.
    Rate,
    /// *Thu hồi*.
    Withdraw,
}

/// What there is to know for that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    pub(crate) stage: Stage,
    /// As the server told; none before it did.
    pub(crate) status: Option<CaseStatus>,
    /// Where it goes on, if it does so elsewhere.
    pub(crate) elsewhere: Option<&'a Merged>,
    /// Whether the unit has said anything.
    pub(crate) answered: bool,
    pub(crate) operations: &'a [OperationRow],
    pub(crate) photographs: usize,
}

/// What can be done, in the order in which it is offered.
pub(crate) fn acts(standing: Standing<'_>) -> Vec<Act> {
    use CaseStatus as S;
    let Standing {
        stage,
        status,
        elsewhere,
        answered,
        operations,
        photographs,
    } = standing;
    let ended = operations.iter().any(OperationRow::withdraws);
    // Whoever has something parked takes one of its ways out first.
    let parked = operations
        .iter()
        .any(|operation| operation.state == OperationState::Parked);
    if stage != Stage::Submitted || ended || parked {
        return Vec::new();
    }
    // What is on its way isn't said a second time.
    let waits = |kind| {
        let mut waiting = operations
            .iter()
            .filter(|operation| operation.state == OperationState::Waiting);
        waiting.any(|operation| operation.kind == kind)
    };
    let rated = operations.iter().any(|operation| operation.kind == "rate");
    let status = status.unwrap_or(S::Received);
    let is_over = matches!(status, S::Withdrawn | S::Merged);
    let is_open = !is_over && !matches!(status, S::Confirmed | S::Closed | S::Refused);
    let has_room = photographs < limits::PHOTOGRAPHS_PER_REPORT;
    let is_settled = matches!(status, S::Resolved | S::Confirmed | S::Closed);
    // Of a report that goes on elsewhere: what was done there may hold for this person, or not.
    let done_elsewhere = elsewhere.is_some_and(Merged::is_settled);
    let to_agree = done_elsewhere && elsewhere.is_some_and(|merged| !merged.agreed);
    [
        (
            Act::Confirm,
            (status == S::Resolved || to_agree) && !waits("confirm"),
        ),
        (
            Act::Reopen,
            (is_settled || done_elsewhere) && !waits("reopen"),
        ),
        (Act::Rate, is_settled && !rated),
        (
            Act::Reply,
            !is_over && (answered || status == S::NeedsInformation),
        ),
        (Act::AddText, is_open),
        (Act::AddPhotograph, (is_open || waits("reopen")) && has_room),
        (
            Act::Withdraw,
            (is_open && status != S::Resolved)
                || status == S::Refused
                || (status == S::Merged && !done_elsewhere),
        ),
    ]
    .into_iter()
    .filter_map(|(act, offered)| offered.then_some(act))
    .collect()
}

#[cfg(test)]
mod tests {
    use langnghe_wire::{Code, OperationId, Reference, ReportId};

    use super::*;

    fn operation(kind: &str, state: OperationState) -> OperationRow {
        OperationRow {
            id: OperationId::from_bytes([1; 16]),
            report: ReportId::from_bytes([2; 16]),
            n: 1,
            kind: kind.to_owned(),
            state,
            code: Some(Code::Unknown),
            tries: 0,
        }
    }

    fn at(status: Option<CaseStatus>, operations: &[OperationRow]) -> Vec<Act> {
        acts(Standing {
            stage: Stage::Submitted,
            status,
            elsewhere: None,
            answered: false,
            operations,
            photographs: 1,
        })
    }

    #[test]
    fn what_waits_for_a_signal_can_be_added_to_and_taken_back() {
        use Act::{AddPhotograph, AddText, Withdraw};
        assert_eq!(at(None, &[]), [AddText, AddPhotograph, Withdraw]);
    }

    #[test]
    fn a_repair_is_confirmed_or_not_and_rated_once() {
        let resolved = Some(CaseStatus::Resolved);
        let offered = at(resolved, &[]);
        assert!(offered.starts_with(&[Act::Confirm, Act::Reopen, Act::Rate]));
        assert!(!offered.contains(&Act::Withdraw));
        let confirming = [operation("confirm", OperationState::Waiting)];
        assert!(!at(resolved, &confirming).contains(&Act::Confirm));
        for state in [OperationState::Waiting, OperationState::Applied] {
            assert!(!at(resolved, &[operation("rate", state)]).contains(&Act::Rate));
        }
    }

    #[test]
    fn who_reopens_what_was_confirmed_can_show_why() {
        let confirmed = Some(CaseStatus::Confirmed);
        assert!(!at(confirmed, &[]).contains(&Act::AddPhotograph));
        let reopening = [operation("reopen", OperationState::Waiting)];
        assert!(at(confirmed, &reopening).contains(&Act::AddPhotograph));
    }

    #[test]
    fn what_ended_by_itself_can_still_be_reopened_and_rated() {
        let offered = at(Some(CaseStatus::Closed), &[]);
        assert_eq!(offered, [Act::Reopen, Act::Rate]);
    }

    #[test]
    fn a_question_can_be_answered() {
        assert!(at(Some(CaseStatus::NeedsInformation), &[]).contains(&Act::Reply));
        assert!(!at(Some(CaseStatus::Accepted), &[]).contains(&Act::Reply));
    }

    #[test]
    fn what_goes_on_elsewhere_can_be_taken_back_and_spoken_to_once_it_is_done() {
        let merged = |status, agreed| Merged {
            into: Reference::from_random(1),
            status,
            resolution: None,
            agreed,
            own_unit: None,
        };
        let offered = |status, agreed, operations: &[OperationRow]| {
            acts(Standing {
                stage: Stage::Submitted,
                status: Some(CaseStatus::Merged),
                elsewhere: Some(&merged(status, agreed)),
                answered: true,
                operations,
                photographs: 1,
            })
        };
        for status in [
            None,
            Some(CaseStatus::InProgress),
            Some(CaseStatus::Reopened),
        ] {
            assert_eq!(offered(status, false, &[]), [Act::Withdraw], "{status:?}");
        }
        for status in [
            CaseStatus::Resolved,
            CaseStatus::Confirmed,
            CaseStatus::Closed,
        ] {
            let both = [Act::Confirm, Act::Reopen];
            assert_eq!(offered(Some(status), false, &[]), both, "{status:?}");
            assert_eq!(offered(Some(status), true, &[]), [Act::Reopen]);
        }
        let done = Some(CaseStatus::Resolved);
        let confirming = [operation("confirm", OperationState::Waiting)];
        assert_eq!(offered(done, false, &confirming), [Act::Reopen]);
        let reopening = [operation("reopen", OperationState::Waiting)];
        let on_its_way = [Act::Confirm, Act::AddPhotograph];
        assert_eq!(offered(done, false, &reopening), on_its_way);
    }

    #[test]
    fn what_is_over_parked_or_taken_back_offers_nothing() {
        assert_eq!(at(Some(CaseStatus::Withdrawn), &[]), []);
        assert_eq!(at(None, &[operation("file", OperationState::Parked)]), []);
        assert_eq!(
            at(None, &[operation("withdraw", OperationState::Waiting)]),
            []
        );
    }

    #[test]
    fn a_full_report_takes_no_more_photographs() {
        let offered = acts(Standing {
            stage: Stage::Submitted,
            status: None,
            elsewhere: None,
            answered: false,
            operations: &[],
            photographs: limits::PHOTOGRAPHS_PER_REPORT,
        });
        assert_eq!(offered, [Act::AddText, Act::Withdraw]);
    }
}
