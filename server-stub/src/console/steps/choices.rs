//! What can be chosen in a case's forms: units, colleagues, and texts to begin with.

use langnghe_places::Level;
use langnghe_wire::words::Language;

use super::field::{Choice, Group};
use crate::{
    case::{Case, units::Unit},
    console::{failure::Failure, session::Desk, texts::Texts, time::moment, view::category_name},
    identity::{Scope, UserId},
    settings::templates::Values,
    state::App,
};

/// What can be chosen in the forms of a case.
#[derive(Debug)]
pub(in crate::console) struct Choices {
    pub(super) texts: &'static Texts,
    /// Where the case can go.
    pub(in crate::console) units: Vec<Group>,
    /// Who can see to it.
    pub(super) colleagues: Vec<(UserId, String)>,
    /// Who sees to it now.
    pub(super) assignee: Option<UserId>,
    pub(super) level: Level,
    /// Texts to begin with, filled in for this case.
    pub(in crate::console) templates: Vec<Template>,
}

/// A text to begin with, in Vietnamese: what citizens are answered in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::console) struct Template {
    pub(in crate::console) id: String,
    pub(in crate::console) name: String,
    pub(in crate::console) text: String,
}

impl Choices {
    pub(in crate::console) async fn of(
        case: &Case,
        desk: &Desk,
        state: &App,
    ) -> Result<Self, Failure> {
        Ok(Self {
            texts: desk.texts(),
            units: units_for(case, desk, state),
            colleagues: state.store.colleagues(desk.user(), case.id).await?,
            assignee: case.assignee,
            level: case.level,
            templates: templates_for(case, state),
        })
    }

    /// The text of a template.
    pub(in crate::console) fn template(&self, id: &str) -> Option<&str> {
        let mut templates = self.templates.iter();
        let found = templates.find(|template| template.id == id)?;
        Some(&found.text)
    }

    pub(in crate::console) fn people(&self) -> Vec<Choice> {
        let nobody = Choice::new("", self.texts.actions.assign_nobody);
        let people = self
            .colleagues
            .iter()
            .map(|(UserId(id), name)| Choice::new(id.to_string(), name));
        std::iter::once(nobody).chain(people).collect()
    }
}

/// The other units of the case's commune, those of the province, and in each other commune the one
/// that answers for what the case is about: whoever has it there hands it on. What is about
/// somebody's staff stays above them.
fn units_for(case: &Case, desk: &Desk, state: &App) -> Vec<Group> {
    let texts = &desk.texts().actions;
    let (rules, language) = (state.rules.current(), desk.language);
    let choices = |units: Vec<Unit>| {
        units
            .into_iter()
            .filter(|unit| unit.code != case.unit)
            .filter(|unit| !Scope::from_code(Some(&unit.code)).is_about(case))
            .map(|unit| Choice::new(&*unit.code, unit.name.in_language(language)))
            .collect()
    };
    let own = choices(rules.units_of(&case.commune));
    let province = choices(rules.units_of_province());
    let others = rules
        .communes
        .all()
        .iter()
        .filter(|commune| commune.code != case.commune)
        .filter_map(|commune| {
            let routed = rules.route(&case.category, &commune.code)?;
            if routed.is_about_staff {
                return None;
            }
            Some(Choice::new(routed.unit.code, &*commune.name))
        })
        .collect();
    let mut groups = vec![
        Group::of(texts.own_commune, own),
        Group::of(texts.province, province),
        Group::of(texts.other_communes, others),
    ];
    groups.retain(|group| !group.choices.is_empty());
    groups
}

fn templates_for(case: &Case, state: &App) -> Vec<Template> {
    let rules = state.rules.current();
    let language = Language::Vietnamese;
    let category = category_name(&case.category, &rules.catalogue, language);
    let values = Values {
        reference: case.reference.as_str(),
        category: &category,
        unit: case.unit_name.in_language(language),
        due: &moment(case.clocks.resolution.due, language),
    };
    let offered = rules.templates.of_category(&case.category);
    offered
        .into_iter()
        .map(|template| Template {
            id: template.id.to_string(),
            name: template.name.clone(),
            text: template.filled(&values),
        })
        .collect()
}
