//! Who may change what about whom.

use super::*;

const UNIT: &str = "07264-kt";

fn now() -> Timestamp {
    "2026-11-27T02:00:00Z".parse().unwrap()
}

fn user(id: i64, role: Role, unit: Option<&str>) -> User {
    User {
        id: UserId(id),
        name: "Lan".into(),
        role,
        scope: Scope::from_code(unit),
    }
}

fn account(id: i64, role: Role, unit: Option<&str>) -> Account {
    Account {
        id: UserId(id),
        sign_in: "minh".into(),
        display_name: None,
        email: None,
        role,
        scope: Scope::from_code(unit),
        created_at: now(),
        disabled_at: None,
        version: 3,
    }
}

fn change(by: &User, before: &Account, form: &AccountForm) -> Result<Account, AccountError> {
    form.account(by, Some(before), &Rules::bundled(), now())
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    let admin = user(1, Role::Admin, None);
    for before in [
        account(2, Role::Officer, Some(UNIT)),
        account(2, Role::Leader, Some("24-sxd")),
        account(1, Role::Admin, None),
        Account {
            disabled_at: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            email: Some("minh@bacninh.example".into()),
            ..account(2, Role::Coordinator, Some("07264"))
        },
    ] {
        let untouched = AccountForm::of_account(&before);
        assert_eq!(change(&admin, &before, &untouched), Ok(before));
    }
}

#[test]
fn coordinators_look_after_the_officers_of_their_scope_and_admins_after_all() {
    let coordinator = user(1, Role::Coordinator, Some("07264"));
    let promoted = |role: Role, unit: &str| AccountForm {
        role: role.as_str().into(),
        unit: unit.into(),
        ..AccountForm::of_account(&account(2, Role::Officer, Some(UNIT)))
    };
    let officer = account(2, Role::Officer, Some(UNIT));
    let leader = change(&coordinator, &officer, &promoted(Role::Leader, UNIT));
    assert_eq!(leader.unwrap().role, Role::Leader);
    for (role, unit) in [
        (Role::Officer, "07210-kt"),
        (Role::Officer, "24-sxd"),
        (Role::Coordinator, "07264"),
        (Role::Admin, ""),
    ] {
        let refused = change(&coordinator, &officer, &promoted(role, unit));
        assert_eq!(refused, Err(AccountError::NotYours), "{role} {unit}");
        let admin = user(1, Role::Admin, None);
        assert!(change(&admin, &officer, &promoted(role, unit)).is_ok());
    }
    let elsewhere = account(3, Role::Officer, Some("07210-kt"));
    let fetched = change(&coordinator, &elsewhere, &promoted(Role::Officer, UNIT));
    assert_eq!(
        fetched,
        Err(AccountError::NotYours),
        "not out of another commune"
    );
    for role in [Role::Officer, Role::Leader] {
        let refused = change(&user(1, role, Some(UNIT)), &officer, &promoted(role, UNIT));
        assert_eq!(refused, Err(AccountError::NotYours));
    }
}

#[test]
fn nobody_shuts_themself_out() {
    let admin = user(1, Role::Admin, None);
    let before = account(1, Role::Admin, None);
    let renamed = AccountForm {
        display_name: "Nguyễn Thị Lan".into(),
        ..AccountForm::of_account(&before)
    };
    assert_eq!(
        change(&admin, &before, &renamed).unwrap().shown(),
        "Nguyễn Thị Lan"
    );
    let disabled = AccountForm {
        disabled: Some("on".into()),
        ..renamed.clone()
    };
    let demoted = AccountForm {
        role: "coordinator".into(),
        ..renamed.clone()
    };
    let moved = AccountForm {
        unit: "07264".into(),
        ..renamed
    };
    for form in [disabled, demoted, moved] {
        assert_eq!(change(&admin, &before, &form), Err(AccountError::Oneself));
    }
}

#[test]
fn a_form_that_is_wrong_names_its_field() {
    let admin = user(1, Role::Admin, None);
    let before = account(2, Role::Officer, Some(UNIT));
    let form = AccountForm::of_account(&before);
    let invalid = |form: AccountForm| match change(&admin, &before, &form) {
        Err(AccountError::Invalid(invalid)) => invalid,
        other => panic!("{other:?}"),
    };
    let nameless = AccountForm {
        sign_in: " ".into(),
        ..form.clone()
    };
    assert_eq!(invalid(nameless), Why::Empty.in_field("sign_in"));
    let long = AccountForm {
        sign_in: "a".repeat(81),
        ..form.clone()
    };
    assert_eq!(invalid(long), Why::TooLong(80).in_field("sign_in"));
    let king = AccountForm {
        role: "king".into(),
        ..form.clone()
    };
    assert_eq!(invalid(king), Why::Unknown.in_field("role"));
    let nowhere = AccountForm {
        unit: String::new(),
        ..form.clone()
    };
    assert_eq!(invalid(nowhere), Why::Empty.in_field("unit"));
    let unknown = AccountForm {
        unit: "07264-xx".into(),
        ..form.clone()
    };
    assert_eq!(invalid(unknown), Why::UnknownUnit.in_field("unit"));
    for email in [
        "minh",
        "@b.vn",
        "a@b",
        "a@.vn",
        "a@b.vn.",
        "a b@c.vn",
        "a@b.vn, c@d.vn",
        "a@b@c.vn",
    ] {
        let form = AccountForm {
            email: email.into(),
            ..form.clone()
        };
        assert_eq!(
            invalid(form),
            Why::NotAnAddress.in_field("email"),
            "{email}"
        );
    }
}
