// Takes the pictures of the console that the project's pages show.
//
//   node src/pictures.js FOLDER

import { join } from 'node:path';
import { World } from './world.js';

const [folder] = process.argv.slice(2);
const world = await World.open();
try {
  const { page } = await world.visit({ width: 1200, height: 960 });
  await world.signIn(page);
  for (const [category, steps] of [
    ['dyke', ['accept', 'start']],
    ['trees', ['accept']],
    ['road', ['accept', 'start']],
    // Its text is there to attack the page, and nothing to look at.
    ['noise', ['accept']],
  ]) {
    await page.goto(world.caseAddress(category));
    for (const step of steps) await page.click(`form:has(input[value=${step}]) button`);
  }
  await send(page, 'resolve', 'Đã nhắc nhở và tịch thu loa.');
  await page.goto(world.caseAddress('dyke'));
  await send(page, 'reply', 'Đã cử tổ kiểm tra đê, chiều nay có mặt.');
  await page.reload();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, 'console-case.png') });
  await page.goto(`${world.url}/console/cases`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, 'console-list.png') });
} finally {
  await world.close();
}

async function send(page, name, text) {
  const summary = page.locator(`details:has(#${name}-text) summary`);
  if (await summary.count()) await summary.click();
  await page.fill(`#${name}-text`, text);
  await page.click(`form:has(#${name}-text) button`);
}
