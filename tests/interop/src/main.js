// Runs every scenario and ends with one line: how many passed, how many failed.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limited } from './programs.js';
import { scenarios as notices } from './notices.js';
import { scenarios as ours } from './ours.js';
import { scenarios as theirs } from './theirs.js';
import { scenarios as trust } from './trust.js';
import { World, prepared } from './world.js';

const large = ['04_iphone4s_8mp_o6', '02_oppo_13mp'];
let passed = 0;
let failed = 0;
const folder = await mkdtemp(join(tmpdir(), 'langnghe-interop-'));
try {
  const photographs = [];
  for (const name of large) photographs.push(await prepared(name, folder));
  for (const [name, scenario] of [...ours, ...theirs, ...trust, ...notices]) {
    const started = Date.now();
    const world = await World.open();
    try {
      await limited(scenario(world, ...photographs));
      passed += 1;
      console.log(`ok    ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n${error.stack ?? error}\n${await world.log()}`);
    } finally {
      await world.close();
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
