//! Runs a scenario, step by step.

use std::{collections::BTreeSet, time::Instant};

use serde_json::Value;

use crate::{
    events,
    fits::{difference, only, paths},
    person::Person,
    phone::PATIENCE,
    seen,
    table::{Scenario, Step, Words},
    vocabulary::Vocabulary,
    world::World,
};

/// Runs the scenario that a test is named after.
pub(crate) fn run(test: &str) {
    let scenario = Scenario::read(test);
    let world = World::without(&scenario.server_without);
    let mut person = Person::begin(world, &scenario);
    for (place, step) in scenario.steps.iter().enumerate() {
        let said = match step {
            Step::Do(event) => happens(&mut person, event),
            Step::See(expectation) => is_seen(&mut person, expectation),
        };
        said.unwrap_or_else(|why| panic!("{test}, step {place}: {step:?}: {why}"));
    }
}

fn happens(person: &mut Person, event: &Words) -> Result<(), String> {
    if let Some(code) = person.refused.take() {
        return Err(format!("what was done before was refused: {code}"));
    }
    let known = events::EVENTS.iter().find(|known| known.name == event.name);
    let known = known.ok_or("this runner doesn't know it")?;
    if let Err(error) = (known.happen)(person, event) {
        person.refused = Some(error.code());
    }
    Ok(())
}

fn is_seen(person: &mut Person, expectation: &Words) -> Result<(), String> {
    let screens = seen::SCREENS.iter();
    let screen = screens.clone().find(|(name, _)| *name == expectation.name);
    let (name, see) = screen.ok_or("this runner doesn't know it")?;
    let mine: BTreeSet<_> = Vocabulary::get().expectations[*name].cores().collect();
    let expected = only(&expectation.fields, &mine);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let actual = see(person, &expected)?;
        if let Some(strange) = paths(&actual)
            .iter()
            .find(|path| !mine.contains(path.as_str()))
        {
            return Err(format!("the vocabulary doesn't give {strange} to the core"));
        }
        let Some(why) = difference(&expected, &actual) else {
            break;
        };
        if !person.phone.wait_for_change(deadline) {
            return Err(format!("{name}{why}\nit was {actual:#}"));
        }
    }
    if *name == "refusal" {
        // Said and heard.
        person.refused = None;
    }
    Ok(())
}

/// A screen, as a value.
pub(crate) type See = fn(&Person, &Value) -> Result<Value, String>;
