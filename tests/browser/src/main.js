// Runs every check and ends with one line: how many passed, how many failed.

import { checks } from './checks.js';
import { World } from './world.js';

let passed = 0;
let failed = 0;
const world = await World.open();
try {
  for (const [name, check] of checks) {
    const started = Date.now();
    try {
      await check(world);
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
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
