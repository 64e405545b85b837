//! The forms: what somebody is, and another password for them.

use super::{
    ADDRESS,
    page::{role_in_words, scope_in_words},
};
use crate::{
    case::placement::Rules,
    console::{
        session::Desk,
        settings::{
            communes,
            page::{Choice, Field, FieldKind, Form, Group},
            typed::Typed,
        },
        texts::{Texts, fill},
    },
    identity::{Account, AccountForm, MIN_CHARACTERS, Role, Scope},
};

/// The units that whoever is at the desk may give somebody: of one commune, each of its offices;
/// of the province, its departments and every commune as a whole.
fn scopes(desk: &Desk, rules: &Rules, account: Option<&Account>) -> Vec<Choice> {
    let t = &desk.texts().settings_officers;
    let scope = &desk.user().scope;
    let mut choices = vec![];
    if *scope == Scope::Province {
        choices.push(Choice::new("", t.whole_province));
    }
    let unit = |unit: crate::case::units::Unit| {
        let name = unit.name.in_language(desk.language).to_owned();
        Choice::new(unit.code, name)
    };
    choices.extend(rules.units_of_province().into_iter().map(unit));
    for commune in communes(rules.communes) {
        let offices = rules.units_of(&commune.value).into_iter().map(unit);
        choices.extend(std::iter::once(commune.clone()).chain(offices));
    }
    choices.retain(|choice| {
        let code = Some(choice.value.as_str()).filter(|code| !code.is_empty());
        scope.contains(&Scope::from_code(code))
    });
    // A unit that is closed is still theirs.
    if let Some(account) = account {
        let code = account.scope.code().unwrap_or_default();
        if choices.iter().all(|choice| choice.value != code) {
            let name = scope_in_words(&account.scope, desk, rules);
            choices.push(Choice::new(code, name));
        }
    }
    choices
}

/// What somebody is, or somebody new.
pub(super) fn account(desk: &Desk, rules: &Rules, account: Option<&Account>) -> Form {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    let roles = Role::ALL
        .into_iter()
        .filter(|role| match role {
            Role::Officer | Role::Leader => true,
            Role::Coordinator | Role::Admin => desk.user().role == Role::Admin,
        })
        .map(|role| Choice::new(role.as_str(), role_in_words(role, texts)));
    let mut fields = vec![
        Field::new("sign_in", t.sign_in).required(),
        Field {
            required: false,
            ..Field::vi("display_name", t.display_name).hint(t.display_name_hint)
        },
        Field::new("email", t.email)
            .kind(FieldKind::Email)
            .hint(t.email_hint),
        Field::new("role", t.role).choice(roles.collect()),
        Field::new("unit", t.unit).choice(scopes(desk, rules, account)),
    ];
    match account {
        Some(_) => fields.push(
            Field::new("disabled", t.disabled)
                .kind(FieldKind::Check)
                .hint(t.disabled_hint),
        ),
        None => fields.push(password_field(t.password, texts)),
    }
    let before = account.map(AccountForm::of_account).unwrap_or_default();
    let form = Form {
        what: if account.is_some() { "change" } else { "add" },
        id: "account".to_owned(),
        groups: vec![Group {
            legend: None,
            fields,
        }],
        hidden: edited(account),
        send: texts.settings.save,
        cancel: account.map(|_| ADDRESS.to_owned()),
        ..Form::default()
    };
    form.filled(&Typed::of_form(&before))
}

/// Another password, on somebody else's word.
pub(super) fn password(desk: &Desk, account: &Account) -> Form {
    let texts = desk.texts();
    let t = &texts.settings_officers;
    Form {
        what: "password",
        id: "password".to_owned(),
        title: Some(t.new_password.to_owned()),
        groups: vec![Group {
            legend: None,
            fields: vec![password_field(t.new_password, texts)],
        }],
        hidden: edited(Some(account)),
        send: t.set_password,
        ..Form::default()
    }
}

fn password_field(label: &'static str, texts: &'static Texts) -> Field {
    let hint = fill(
        &texts.settings_officers.password_hint,
        &[("n", &MIN_CHARACTERS)],
    );
    Field::new("password", label)
        .kind(FieldKind::Password)
        .hint(hint)
        .required()
}

fn edited(account: Option<&Account>) -> Vec<(&'static str, String)> {
    account
        .map(|account| vec![("edit", account.id.0.to_string())])
        .unwrap_or_default()
}
