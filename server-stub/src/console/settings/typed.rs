//! What a form of settings carries, field by field: read once, kept whole, and put back into the
//! form that it came from.

use std::collections::BTreeMap;

use axum::{
    Form,
    extract::{DefaultBodyLimit, FromRequest, Request},
    http::StatusCode,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    console::{failure::Failure, form},
    state::App,
};

/// The fields of a form by their names. Of a name that is there twice, the last counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed(BTreeMap<String, String>);

/// The field that says that its writer was told what follows for open cases.
pub(super) const SURE: &str = "sure";

impl Typed {
    /// What was typed into a field; nothing if it isn't there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Lets go of a field: a password that comes back in no page.
    pub(super) fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// All of it but what each page writes into its forms itself.
    pub(super) fn carried(&self) -> Vec<(String, String)> {
        let is_the_pages = |name: &str| matches!(name, "csrf" | "version" | "do" | SURE);
        let fields = self.0.iter().filter(|(name, _)| !is_the_pages(name));
        fields
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// What its writer wrote or chose, for a page that can only give it back.
    pub(super) fn written(&self) -> Vec<String> {
        let is_the_forms = |name: &str| matches!(name, "edit" | "is_new" | "id" | "password");
        let fields = self.carried().into_iter();
        fields
            .filter(|(name, value)| !is_the_forms(name) && !value.trim().is_empty())
            .map(|(_, value)| value)
            .collect()
    }

    /// Whether its writer was told what follows for open cases, and wants it.
    pub(super) fn is_sure(&self) -> bool {
        !self.get(SURE).is_empty()
    }

    /// A number in a hidden field.
    pub(super) fn number(&self, name: &str) -> Result<u32, Failure> {
        self.get(name).parse().map_err(|_| Failure::Malformed)
    }

    /// As the form that an edit reads. `id` is a number wherever it is there.
    pub(super) fn to_form<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let fields = self.0.iter().map(|(name, value)| {
            let number = (name == "id").then(|| value.parse::<u32>().ok());
            let value = number
                .flatten()
                .map_or_else(|| value.as_str().into(), Value::from);
            (name.clone(), value)
        });
        let fields = Value::Object(fields.collect());
        serde_json::from_value(fields).map_err(|_| Failure::Malformed)
    }

    /// What stands in the fields of a form that an edit would read.
    pub(super) fn of_form(form: &impl Serialize) -> Self {
        let mut typed = Self::default();
        if let Ok(Value::Object(fields)) = serde_json::to_value(form) {
            for (name, value) in fields {
                match value {
                    Value::String(text) => typed.set(&name, text),
                    Value::Number(number) => typed.set(&name, number.to_string()),
                    _ => {}
                }
            }
        }
        typed
    }
}

impl FromRequest<App> for Typed {
    type Rejection = Failure;

    /// Of whatever length it is: each field says itself what is too long for it, and gives it back.
    async fn from_request(mut request: Request, state: &App) -> Result<Self, Failure> {
        let _slot = form::slot(state, form::is_large(&request)).await?;
        DefaultBodyLimit::max(form::PARTS_BYTES).apply(&mut request);
        let fields = Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|refused| match refused.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
                _ => Failure::Malformed,
            })?;
        Ok(Self(fields.0.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{routing::RuleForm, units::UnitForm};

    #[test]
    fn a_form_is_its_fields() {
        let rule = RuleForm {
            id: Some(7),
            category: "dyke".into(),
            to: "kt".into(),
            ..RuleForm::default()
        };
        let unit = UnitForm {
            suffix: "7".into(),
            active: Some("on".into()),
            ..UnitForm::default()
        };
        let typed = Typed::of_form(&rule);
        assert_eq!((typed.get("id"), typed.get("commune")), ("7", ""));
        assert_eq!(typed.to_form::<RuleForm>().unwrap(), rule);
        let typed = Typed::of_form(&unit);
        assert_eq!(typed.to_form::<UnitForm>().unwrap(), unit);
    }

    #[test]
    fn an_id_that_is_no_number_is_no_form() {
        let mut typed = Typed::default();
        typed.set("id", "seven");
        assert!(typed.to_form::<RuleForm>().is_err());
        assert_eq!(typed.take("id"), "seven");
        assert_eq!(typed.to_form::<RuleForm>().unwrap(), RuleForm::default());
    }
}
