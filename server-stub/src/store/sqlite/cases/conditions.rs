//! What a list must fulfil, as SQL: who looks, and what they ask for.
//!
//! Every question about cases goes through [`Conditions::of`], so that none can forget the
//! viewer's scope.

use langnghe_planted::{Bug, planted};
use langnghe_wire::CaseStatus;
use rusqlite::{ToSql, types::Value};

use crate::{
    case::is_open,
    identity::{Scope, Viewer},
    store::{Assigned, CaseFilter, DueFilter, StatusFilter, Whose},
};

/// Terms of a `WHERE` over `report r`, and the values that they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    terms: Vec<&'static str>,
    values: Vec<(&'static str, Value)>,
}

impl Conditions {
    /// All that a case must fulfil to be shown to a viewer who asks for these.
    pub(super) fn of(viewer: &Viewer, filter: &CaseFilter) -> Self {
        let mut all = Self::default();
        all.within(&viewer.scope);
        match filter.status {
            StatusFilter::Open => all.must("r.is_open"),
            StatusFilter::Only(status) => {
                all.must_be("r.status = :status", ":status", status.as_str().to_owned());
            }
            StatusFilter::All => {}
        }
        match filter.due {
            Some(DueFilter::Before(end)) => {
                all.must_be("r.due_order < :due_end", ":due_end", end.as_millisecond());
            }
            Some(DueFilter::Between(start, end)) => {
                all.must_be(
                    "r.due_order >= :due_start",
                    ":due_start",
                    start.as_millisecond(),
                );
                all.must_be("r.due_order < :due_end", ":due_end", end.as_millisecond());
            }
            Some(DueFilter::Paused) => {
                all.must("r.due_order = 9223372036854775807");
                all.must("r.paused_at IS NOT NULL");
            }
            None => {}
        }
        if filter.whose == Whose::Mine {
            all.must_be("r.assignee = :me", ":me", viewer.id.0);
        }
        match filter.assignee {
            Some(Assigned::To(user)) => {
                all.must_be("r.assignee = :assignee", ":assignee", user.0);
            }
            Some(Assigned::ToNobody) => all.must("r.assignee IS NULL"),
            None => {}
        }
        let texts = [
            (&filter.category, "r.category = :category", ":category"),
            (&filter.commune, "r.commune = :commune", ":commune"),
            (&filter.unit, "r.unit = :unit", ":unit"),
            (&filter.level, "r.level = :level", ":level"),
            (&filter.origin, "r.origin = :origin", ":origin"),
        ];
        for (wanted, term, name) in texts {
            if let Some(wanted) = wanted {
                all.must_be(term, name, wanted.clone());
            }
        }
        if let Some(since) = filter.received_since {
            let since = since.as_millisecond();
            all.must_be("r.received_at >= :since", ":since", since);
        }
        if filter.unread {
            all.must_be(
                "r.version > ifnull((SELECT s.version FROM seen s
                     WHERE s.user = :reader AND s.report = r.row), 0)",
                ":reader",
                viewer.id.0,
            );
        }
        if filter.recurring {
            all.must("r.recurs_from IS NOT NULL");
        }
        all
    }

    /// Within a scope, and not about its own staff.
    pub(super) fn within(&mut self, scope: &Scope) {
        match asked_within(scope) {
            Scope::Province => {}
            Scope::Commune(code) => {
                self.must_be("r.commune = :scope", ":scope", code.clone());
                self.must("r.is_the_communes");
            }
            Scope::Unit(code) => {
                self.must_be("r.unit = :scope", ":scope", code.clone());
                self.must("r.is_the_units");
            }
        }
    }

    pub(super) fn must(&mut self, term: &'static str) {
        self.terms.push(term);
    }

    pub(super) fn must_be(
        &mut self,
        term: &'static str,
        name: &'static str,
        value: impl Into<Value>,
    ) {
        self.terms.push(term);
        self.bind(name, value);
    }

    /// A value without a term: one that SQL around these conditions names.
    pub(super) fn bind(&mut self, name: &'static str, value: impl Into<Value>) {
        if self.values.iter().all(|(known, _)| *known != name) {
            self.values.push((name, value.into()));
        }
    }

    /// The terms as one expression.
    pub(super) fn sql(&self) -> String {
        self.sql_beside(&[])
    }

    /// The same without those that the SQL around it asks for already.
    pub(super) fn sql_beside(&self, decided: &[&str]) -> String {
        let terms = self.terms.iter().filter(|term| !decided.contains(term));
        let terms: Vec<_> = terms.copied().collect();
        match &terms[..] {
            [] => "1".to_owned(),
            terms => terms.join(" AND "),
        }
    }

    /// The values, as a statement takes them.
    pub(super) fn values(&self) -> Vec<(&'static str, &dyn ToSql)> {
        let pairs = self.values.iter();
        pairs
            .map(|(name, value)| (*name, value as &dyn ToSql))
            .collect()
    }
}

/// Whether every case that a filter lets through is open.
pub(super) fn only_open(filter: &CaseFilter) -> bool {
    filter.due.is_some()
        || match filter.status {
            StatusFilter::Open => true,
            StatusFilter::Only(status) => is_open(status),
            StatusFilter::All => false,
        }
}

/// The scope by which cases are asked for: the viewer's.
pub(super) fn asked_within(scope: &Scope) -> &Scope {
    if planted(Bug::ListsOtherUnits) {
        return &Scope::Province;
    }
    scope
}

/// The scope under which summaries are kept.
pub(super) fn scope_key(scope: &Scope) -> String {
    match asked_within(scope) {
        Scope::Province => "p".to_owned(),
        Scope::Commune(code) => format!("c{code}"),
        Scope::Unit(code) => format!("u{code}"),
    }
}

/// Whether a state is one that a filter lets through.
pub(super) fn lets_through(filter: StatusFilter, status: CaseStatus) -> bool {
    match filter {
        StatusFilter::Open => is_open(status),
        StatusFilter::Only(one) => status == one,
        StatusFilter::All => true,
    }
}
