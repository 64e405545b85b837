// Runs every journey, each in a world of its own, and ends with one line: how many checks passed,
// how many failed.

import * as badDays from './journeys/bad_days.js';
import * as collision from './journeys/collision.js';
import * as coordinator from './journeys/coordinator.js';
import * as everyPage from './journeys/every_page.js';
import * as everySize from './journeys/every_size.js';
import * as firstCase from './journeys/first_case.js';
import * as liveList from './journeys/live_list.js';
import * as map from './journeys/map.js';
import * as oneCase from './journeys/one_case.js';
import * as pictures from './journeys/pictures.js';
import * as questions from './journeys/questions.js';
import * as sixty from './journeys/sixty.js';
import * as tenYears from './journeys/ten_years.js';
import * as together from './journeys/together.js';
import { World } from './world.js';

/** The longest first, so that the others are done beside them. */
const journeys = [
  ...[everyPage, everySize, sixty, badDays, oneCase, firstCase, together, map, collision],
  ...[coordinator, questions, liveList, tenYears, pictures],
];
/** Worlds that are open at a time: while one waits, another has the machine. */
const WORLDS = 2;
/** Milliseconds after which a check has hung: the longest takes a fifth of it on a quiet machine. */
const LONGEST = 300_000;
const wanted = process.argv.slice(2);

let passed = 0;
let failed = 0;

async function walk({ checks }) {
  const world = await World.open();
  try {
    for (const [name, check] of checks) {
      const started = Date.now();
      try {
        await within(LONGEST, check(world));
        passed += 1;
        console.log(`ok    ${name} (${Date.now() - started} ms)`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${name}\n${error.stack ?? error}`);
      }
    }
  } finally {
    await world.close();
  }
}

/** Fails what doesn't end: nothing that a browser is asked to evaluate has a limit of its own. */
async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether somebody asked for this journey alone, by words of its checks. */
function isWanted({ checks }) {
  return wanted.length === 0 || checks.some(([name]) => wanted.some((word) => name.includes(word)));
}

const left = journeys.filter(isWanted);

/** Walks one journey after the other, until none is left. */
async function walkOn() {
  for (let journey = left.shift(); journey; journey = left.shift()) await walk(journey);
}

await Promise.all(Array.from({ length: WORLDS }, walkOn));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
