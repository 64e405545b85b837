//! What the form asks: what was reported, where, and how whoever reported it can be reached.

use crate::{
    case::{Origin, placement::Rules},
    console::{
        page::Frame,
        steps::{Choice, Field, Group, Kind, Problem},
        typed::Typed,
        view::category_name,
    },
    identity::Scope,
};

/// The fields of the form, filled in with what was typed.
pub(super) struct Fields<'a> {
    pub(super) frame: &'a Frame,
    pub(super) typed: &'a Typed,
    pub(super) problem: Option<&'a Problem>,
}

impl Fields<'_> {
    pub(super) fn what(&self, rules: &Rules) -> Vec<Field> {
        let t = &self.frame.texts.intake;
        let ways = [
            (Origin::Phone, t.by_phone),
            (Origin::InPerson, t.in_person),
            (Origin::Paper, t.on_paper),
            (Origin::OtherSystem, t.other_system),
        ];
        let ways = ways.map(|(way, name)| choice(way.as_str(), name)).to_vec();
        let categories = rules.offered.categories.iter().map(|category| {
            let name = category_name(&category.code, &rules.catalogue, self.frame.language);
            choice(&category.code, &name)
        });
        let categories = Kind::Select(vec![Group {
            name: String::new(),
            choices: std::iter::once(choice("", t.choose))
                .chain(categories)
                .collect(),
        }]);
        vec![
            self.field("origin", (t.origin, ""), Kind::Radio(ways), true),
            self.field("category", (t.category, ""), categories, true),
            self.field("text", (t.text, t.text_hint), Kind::Words, true),
            self.field("day", (t.day, t.day_hint), Kind::Input("date"), false),
            self.field("hour", (t.hour, ""), Kind::Input("time"), false),
            self.field(
                "photographs",
                (t.photographs, t.photographs_hint),
                Kind::Files,
                false,
            ),
        ]
    }

    pub(super) fn place(&self, rules: &Rules, scope: &Scope) -> Vec<Field> {
        let t = &self.frame.texts.intake;
        let own = scope
            .code()
            .map(|code| code.split('-').next().unwrap_or(code));
        let (ours, others): (Vec<_>, Vec<_>) = (rules.communes.all().iter())
            .map(|commune| choice(&commune.code, &commune.name))
            .partition(|choice| Some(choice.value.as_str()) == own);
        let first = std::iter::once(choice("", t.choose)).chain(ours).collect();
        let communes = Kind::Select(vec![
            Group {
                name: String::new(),
                choices: first,
            },
            Group {
                name: t.communes.to_owned(),
                choices: others,
            },
        ]);
        vec![
            self.field("commune", (t.commune, ""), communes, true),
            self.field("detail", (t.detail, t.detail_hint), Kind::Line, false),
            self.field("point", (t.point, t.point_hint), Kind::Line, false),
        ]
    }

    pub(super) fn contact(&self) -> Vec<Field> {
        let t = &self.frame.texts.intake;
        vec![
            self.field("name", (t.name, ""), Kind::Line, false),
            self.field("phone", (t.phone, ""), Kind::Input("tel"), false),
            self.field("email", (t.email, ""), Kind::Input("email"), false),
        ]
    }

    fn field(
        &self,
        name: &'static str,
        (label, hint): (&'static str, &'static str),
        kind: Kind,
        is_required: bool,
    ) -> Field {
        let problem = self.problem.filter(|problem| problem.field == name);
        Field {
            id: format!("intake-{name}"),
            name,
            label,
            hint,
            kind,
            value: self.typed.get(name).to_owned(),
            is_required,
            focus: problem.is_some(),
            problem: problem.map(|problem| problem.text.clone()),
        }
    }
}

fn choice(value: &str, name: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        name: name.to_owned(),
    }
}
