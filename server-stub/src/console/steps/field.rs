//! A field of a form: what it asks for, and what stands in it.

/// A field of a form.
#[derive(Debug)]
pub(in crate::console) struct Field {
    /// Its place in the page.
    pub(in crate::console) id: String,
    /// Its name in the form.
    pub(in crate::console) name: &'static str,
    pub(in crate::console) label: &'static str,
    /// May be empty.
    pub(in crate::console) hint: &'static str,
    pub(in crate::console) kind: Kind,
    /// What stands in it.
    pub(in crate::console) value: String,
    pub(in crate::console) is_required: bool,
    /// What is wrong with it.
    pub(in crate::console) problem: Option<String>,
    /// Whether whoever comes to the page begins here.
    pub(in crate::console) focus: bool,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::console) enum Kind {
    /// By typing, as much as a letter has.
    Words,
    /// By typing a line.
    Line,
    /// By typing a line of a kind that browsers know, such as `date`.
    Input(&'static str),
    /// By choosing one of many.
    Select(Vec<Group>),
    /// By choosing one of few.
    Radio(Vec<Choice>),
    /// By choosing photographs.
    Files,
}

/// Some of what can be chosen, under a heading that may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::console) struct Group {
    pub(in crate::console) name: String,
    pub(in crate::console) choices: Vec<Choice>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::console) struct Choice {
    pub(in crate::console) value: String,
    pub(in crate::console) name: String,
}

impl Choice {
    pub(super) fn new(value: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            name: name.into(),
        }
    }
}

impl Group {
    pub(super) fn of(name: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            name: name.into(),
            choices,
        }
    }
}

impl Field {
    pub(super) fn new(
        step: &'static str,
        name: &'static str,
        kind: Kind,
        [label, hint]: [&'static str; 2],
    ) -> Self {
        Self {
            id: format!("{step}-{name}"),
            name,
            label,
            hint,
            kind,
            value: String::new(),
            is_required: true,
            problem: None,
            focus: false,
        }
    }

    pub(super) fn optional(self) -> Self {
        Self {
            is_required: false,
            ..self
        }
    }

    pub(super) fn with(self, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..self
        }
    }

    /// What stands in it, as a person reads it.
    pub(in crate::console) fn shown(&self) -> &str {
        let choices: Vec<&Choice> = match &self.kind {
            Kind::Select(groups) => groups.iter().flat_map(|group| &group.choices).collect(),
            Kind::Radio(choices) => choices.iter().collect(),
            _ => vec![],
        };
        let chosen = choices
            .into_iter()
            .find(|choice| choice.value == self.value);
        chosen.map_or(&self.value, |choice| &choice.name)
    }

    /// The ids of what describes it, for screen readers.
    pub(in crate::console) fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let problem = self
            .problem
            .is_some()
            .then(|| format!("{}-problem", self.id));
        let ids: Vec<String> = [problem, hint].into_iter().flatten().collect();
        ids.join(" ")
    }
}
