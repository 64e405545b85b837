//! What reports can be about: categories, and the questions of each.

use jiff::Timestamp;
use langnghe_places::{
    Category, Level,
    category::{Question, QuestionKind},
};

use super::{
    Content, Edit, Room, View,
    page::{Button, Cell, Choice, Field, FieldKind, Form, Group, Link, Row, Section, Table},
    terms::{levels, of_catalogue},
    typed::Typed,
};
use crate::{
    console::failure::Failure,
    settings::{
        Kind,
        catalogue::{CatalogueEdit, CategoryForm, QUESTION_KINDS, QuestionForm, level_name},
        right::Reach,
    },
};

pub(super) struct Categories;

impl Room for Categories {
    const KIND: Kind = Kind::Catalogue;
    const ADDRESS: &'static str = "/console/settings/categories";

    fn content(view: &View<'_>) -> Content {
        let t = &view.texts.settings_categories;
        let catalogue = &view.rules.catalogue;
        let is_theirs = view.may(&Reach::Province);
        let edited = catalogue.category(view.asked.get("edit"));
        let mut sections = vec![];
        match edited.filter(|_| is_theirs) {
            Some(category) => {
                sections.push(Section {
                    id: "edit",
                    title: format!("{}: {}", t.change, view.text(&category.name)),
                    forms: vec![form(view, Some(category))],
                    ..Section::default()
                });
                sections.push(questions(view, category));
            }
            None if is_theirs => sections.push(Section {
                id: "add",
                title: t.add.to_owned(),
                lead: Some(t.add_lead.to_owned()),
                forms: vec![form(view, None)],
                ..Section::default()
            }),
            None => {}
        }
        let rows = catalogue.categories.iter().enumerate();
        sections.push(Section {
            id: "all",
            title: t.all.to_owned(),
            lead: Some(t.all_lead.to_owned()),
            table: Some(Table {
                head: vec![t.name, t.level, t.questions],
                rows: rows.map(|(n, category)| row(view, n, category)).collect(),
                empty: t.none,
            }),
            ..Section::default()
        });
        Content {
            title: t.title,
            lead: t.lead,
            sections,
        }
    }

    fn edit(what: &str, typed: &Typed, now: Timestamp) -> Result<Option<Edit>, Failure> {
        let category = typed.get("category").to_owned();
        let mut back = None;
        let edit = match what {
            "category" => CatalogueEdit::Category(typed.to_form::<CategoryForm>()?),
            "retire" | "restore" => CatalogueEdit::Retire {
                category,
                is_retired: what == "retire",
            },
            "sooner" => CatalogueEdit::Sooner(category),
            "question" => {
                back = Some(category);
                CatalogueEdit::Question(typed.to_form::<QuestionForm>()?)
            }
            "no_question" => {
                back = Some(category.clone());
                CatalogueEdit::NoQuestion {
                    category,
                    question: typed.get("question").to_owned(),
                }
            }
            _ => return Ok(None),
        };
        let edit = of_catalogue(edit, now);
        Ok(Some(match back {
            Some(category) => edit.then(&format!("edit={category}")),
            None => edit,
        }))
    }
}

fn row(view: &View<'_>, place: usize, category: &Category) -> Row {
    let t = &view.texts.settings_categories;
    let name = view.text(&category.name).to_owned();
    let is_retired = view.rules.settled().retired.contains(&category.code);
    let level = view.text(view.rules.catalogue.level_names.of(category.level));
    let mut row = Row {
        cells: vec![
            Cell::of(&name).marked(is_retired.then_some(t.retired)),
            Cell::of(level).marked(category.dangerous.then_some(t.dangerous_short)),
            Cell::of(category.questions.len().to_string()),
        ],
        ..Row::default()
    };
    if view.may(&Reach::Province) {
        row.links.push(Link {
            text: view.texts.settings.edit,
            about: name.clone(),
            address: format!("{}?edit={}#edit", Categories::ADDRESS, category.code),
        });
        let button = |what, text| Button {
            what,
            hidden: vec![("category", category.code.clone())],
            text,
            about: name.clone(),
        };
        row.buttons.push(match is_retired {
            true => button("restore", t.restore),
            false => button("retire", t.retire),
        });
        if place > 0 {
            row.buttons.push(button("sooner", t.sooner));
        }
    }
    row
}

fn form(view: &View<'_>, category: Option<&Category>) -> Form {
    let t = &view.texts.settings_categories;
    let english = view.texts.settings.english_hint;
    let groups = vec![
        Group {
            legend: Some(t.words),
            fields: vec![
                Field::vi("vi", t.name_vi),
                Field::en("en", t.name_en).hint(english),
                Field::vi("sentence_vi", t.sentence)
                    .kind(FieldKind::Area)
                    .hint(t.sentence_hint),
                Field::en("sentence_en", t.sentence_en).kind(FieldKind::Area),
                Field {
                    required: false,
                    ..Field::vi("keywords", t.keywords)
                        .kind(FieldKind::Area)
                        .hint(t.keywords_hint)
                },
            ],
        },
        Group {
            legend: Some(t.urgency),
            fields: vec![
                Field::new("level", t.level).choice(levels(view)),
                Field::new("dangerous", t.dangerous)
                    .kind(FieldKind::Check)
                    .hint(t.dangerous_hint),
                Field::new("numbers", t.numbers).hint(t.numbers_hint),
            ],
        },
    ];
    let before = match category {
        Some(category) => CategoryForm::of_category(category),
        None => CategoryForm {
            level: level_name(Level::Normal).to_owned(),
            ..CategoryForm::default()
        },
    };
    let form = Form {
        what: "category",
        id: "category".to_owned(),
        groups,
        hidden: category
            .map(|c| vec![("edit", c.code.clone()), ("code", c.code.clone())])
            .unwrap_or_default(),
        send: view.texts.settings.save,
        cancel: category.map(|_| Categories::ADDRESS.to_owned()),
        note: view.note(),
        ..Form::default()
    };
    form.filled(&Typed::of_form(&before))
}

fn questions(view: &View<'_>, category: &Category) -> Section {
    let t = &view.texts.settings_categories;
    let edited = view.asked.get("question");
    let edited = category.questions.iter().find(|q| q.code == edited);
    let rows = category.questions.iter().map(|question| {
        let text = view.text(&question.text).to_owned();
        Row {
            cells: vec![
                Cell::of(&text).marked(question.required.then_some(t.required_short)),
                Cell::of(kind_in_words(view, question.kind)),
            ],
            links: vec![Link {
                text: view.texts.settings.edit,
                about: text.clone(),
                address: format!(
                    "{}?edit={}&question={}#questions",
                    Categories::ADDRESS,
                    category.code,
                    question.code
                ),
            }],
            buttons: vec![Button {
                what: "no_question",
                hidden: vec![
                    ("edit", category.code.clone()),
                    ("category", category.code.clone()),
                    ("question", question.code.clone()),
                ],
                text: view.texts.settings.remove,
                about: text,
            }],
        }
    });
    Section {
        id: "questions",
        title: t.questions_title.to_owned(),
        lead: Some(t.questions_lead.to_owned()),
        table: Some(Table {
            head: vec![t.question, t.kind],
            rows: rows.collect(),
            empty: t.questions_none,
        }),
        forms: vec![question_form(view, category, edited)],
    }
}

fn question_form(view: &View<'_>, category: &Category, question: Option<&Question>) -> Form {
    let t = &view.texts.settings_categories;
    let kinds = QUESTION_KINDS.map(|(kind, name)| Choice::new(name, kind_in_words(view, kind)));
    let fields = vec![
        Field::vi("vi", t.question),
        Field::en("en", t.question_en).hint(view.texts.settings.english_hint),
        Field::new("kind", t.kind).choice(kinds.into()),
        Field {
            lang: Some("vi"),
            ..Field::new("choices", t.choices)
                .kind(FieldKind::Area)
                .hint(t.choices_hint)
        },
        Field::new("required", t.required)
            .kind(FieldKind::Check)
            .hint(t.required_hint),
    ];
    let before = match question {
        Some(question) => QuestionForm::of_question(&category.code, question),
        None => QuestionForm {
            category: category.code.clone(),
            ..QuestionForm::default()
        },
    };
    let form = Form {
        what: "question",
        id: "question".to_owned(),
        title: Some(
            question
                .map_or(t.question_add, |_| t.question_change)
                .to_owned(),
        ),
        groups: vec![Group {
            legend: None,
            fields,
        }],
        hidden: vec![
            ("edit", category.code.clone()),
            ("category", category.code.clone()),
            ("question", before.question.clone()),
        ],
        send: view.texts.settings.save,
        ..Form::default()
    };
    form.filled(&Typed::of_form(&before))
}

fn kind_in_words(view: &View<'_>, kind: QuestionKind) -> &'static str {
    let t = &view.texts.settings_categories;
    match kind {
        QuestionKind::Number => t.kind_number,
        QuestionKind::YesNo => t.kind_yes_no,
        QuestionKind::Choice => t.kind_choice,
        QuestionKind::Choices => t.kind_choices,
        QuestionKind::Line => t.kind_line,
        QuestionKind::Moment => t.kind_moment,
        // One that a newer release wrote is free text to this one.
        _ => t.kind_text,
    }
}
