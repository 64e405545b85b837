//! Along which index a list is walked, and in which order.

use super::super::conditions::{Conditions, asked_within, only_open};
use crate::{
    identity::{Scope, Viewer},
    store::{Assigned, CaseFilter, DueFilter, PageKey, StatusFilter, Turn, Whose},
};

/// A way along an index of cases.
#[derive(Debug, Clone)]
pub(super) struct Along {
    pub(super) from: &'static str,
    /// What the index decides.
    pub(super) driven: Vec<&'static str>,
    pub(super) order: Order,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The most pressing first.
    Due,
    /// The newest first.
    Newest,
}

impl Along {
    /// The statement that walks on from a turn of the page, and the key that it asks for.
    pub(super) fn sql(
        &self,
        turn: Option<Turn>,
        conditions: &Conditions,
    ) -> (String, Option<PageKey>) {
        let backwards = matches!(turn, Some(Turn::Before(_)));
        let key = turn.map(|(Turn::After(key) | Turn::Before(key))| key);
        let (due, beyond, order) = match (self.order, backwards) {
            (Order::Due, false) => (
                "r.due_order",
                "(r.due_order, r.row) > (:due, :row)",
                "r.due_order, r.row",
            ),
            (Order::Due, true) => (
                "r.due_order",
                "(r.due_order, r.row) < (:due, :row)",
                "r.due_order DESC, r.row DESC",
            ),
            (Order::Newest, false) => ("0", "r.row < :row", "r.row DESC"),
            (Order::Newest, true) => ("0", "r.row > :row", "r.row"),
        };
        // What the index decides isn't asked again: then many a walk needs nothing but the index.
        let asked = conditions.sql_beside(&self.driven);
        let mut driven = self.driven.clone();
        if key.is_some() {
            driven.push(beyond);
        }
        let driven = if driven.is_empty() {
            "1".to_owned()
        } else {
            driven.join(" AND ")
        };
        let sql = format!(
            "SELECT r.row, {due}, ({asked}) FROM {} WHERE {driven} ORDER BY {order}",
            self.from,
        );
        (sql, key)
    }
}

/// The index along which a list is walked, what it decides, and its order. The narrowest that
/// the filter has is taken: somebody's own cases, a unit's, a commune's, a category's.
pub(super) fn along(viewer: &Viewer, filter: &CaseFilter) -> Along {
    let scope = asked_within(&viewer.scope);
    let unit = matches!(scope, Scope::Unit(_)) || filter.unit.is_some();
    let commune = matches!(scope, Scope::Commune(_)) || filter.commune.is_some();
    let equal_unit = if filter.unit.is_some() {
        "r.unit = :unit"
    } else {
        "r.unit = :scope"
    };
    let equal_commune = if filter.commune.is_some() {
        "r.commune = :commune"
    } else {
        "r.commune = :scope"
    };
    let mine = (filter.whose == Whose::Mine).then_some("r.assignee = :me");
    let mine = mine.or(match filter.assignee {
        Some(Assigned::To(_)) => Some("r.assignee = :assignee"),
        Some(Assigned::ToNobody) | None => None,
    });

    if only_open(filter) {
        let (from, equal) = if let Some(mine) = mine {
            ("report r INDEXED BY open_of_assignee_by_due", Some(mine))
        } else if unit {
            ("report r INDEXED BY open_of_unit_by_due", Some(equal_unit))
        } else if commune {
            (
                "report r INDEXED BY open_of_commune_by_due",
                Some(equal_commune),
            )
        } else if filter.category.is_some() {
            (
                "report r INDEXED BY open_of_category_by_due",
                Some("r.category = :category"),
            )
        } else {
            ("report r INDEXED BY open_by_due", None)
        };
        let mut driven: Vec<_> = equal.into_iter().collect();
        driven.push("r.is_open");
        match filter.due {
            Some(DueFilter::Before(_)) => driven.push("r.due_order < :due_end"),
            Some(DueFilter::Between(..)) => {
                driven.push("r.due_order >= :due_start");
                driven.push("r.due_order < :due_end");
            }
            Some(DueFilter::Paused) => {
                driven.push("r.due_order = 9223372036854775807");
            }
            None => {}
        }
        let order = Order::Due;
        return Along {
            from,
            driven,
            order,
        };
    }

    let one_state = matches!(filter.status, StatusFilter::Only(_));
    let (from, driven) = if let Some(mine) = mine {
        ("report r INDEXED BY all_of_assignee", vec![mine])
    } else if unit && one_state {
        (
            "report r INDEXED BY report_of_unit",
            vec![equal_unit, "r.status = :status"],
        )
    } else if unit {
        ("report r INDEXED BY all_of_unit", vec![equal_unit])
    } else if commune && one_state {
        (
            "report r INDEXED BY report_of_commune",
            vec![equal_commune, "r.status = :status"],
        )
    } else if commune {
        ("report r INDEXED BY all_of_commune", vec![equal_commune])
    } else if filter.category.is_some() {
        (
            "report r INDEXED BY all_of_category",
            vec!["r.category = :category"],
        )
    } else if one_state {
        (
            "report r INDEXED BY all_of_status",
            vec!["r.status = :status"],
        )
    } else {
        ("report r NOT INDEXED", vec![])
    };
    let order = Order::Newest;
    Along {
        from,
        driven,
        order,
    }
}
