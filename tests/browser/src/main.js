// Runs every journey, each in a world of its own, and ends with one line: how many checks passed,
// how many failed.

import * as badDays from './journeys/bad_days.js';
import * as collision from './journeys/collision.js';
import * as coordinator from './journeys/coordinator.js';
import * as everyPage from './journeys/every_page.js';
import * as firstCase from './journeys/first_case.js';
import * as oneCase from './journeys/one_case.js';
import * as pictures from './journeys/pictures.js';
import * as questions from './journeys/questions.js';
import * as sixty from './journeys/sixty.js';
import { World } from './world.js';

const journeys = [
  firstCase,
  everyPage,
  oneCase,
  collision,
  coordinator,
  questions,
  badDays,
  sixty,
  pictures,
];
/** Milliseconds that one check may take. */
const LONGEST = 150_000;
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

for (const journey of journeys.filter(isWanted)) await walk(journey);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
