// The pictures of the console that the project's pages show, of made-up reports.
// LANGNGHE_PICTURES names the folder that they go to; otherwise they lie among the screenshots.

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { Phone } from '../phone.js';

export const checks = [['the pictures of the project’s pages', pictures]];

/** A page that shows them all is still light. */
const MOST_BYTES = 150_000;

const WIDE = { width: 1200, height: 960 };
const TELEPHONE = { width: 390, height: 844 };

async function pictures(world) {
  const desk = await Desk.of(world, 'lan', WIDE);
  await work(world, desk);
  await desk.open(world.cases.dyke.report);
  await take(world, desk, 'case');
  await release(world, desk);
  await take(world, desk, 'moderation');
  await desk.close();

  // With scripts, since they draw the map beside it.
  const list = await Desk.of(world, 'lan', { width: 1360, height: 960, scripts: true });
  await list.page.waitForSelector('.spot');
  await take(world, list, 'list');
  await list.close();

  const outside = await Desk.of(world, 'lan', TELEPHONE);
  await outside.open(world.cases.dyke.report);
  await take(world, outside, 'telephone');
  await outside.close();

  const coordinator = await Desk.of(world, 'mai', WIDE);
  await coordinator.page.goto(`${world.url}/console/settings/routing`);
  await take(world, coordinator, 'settings');
  await fileElsewhere(world);
  await coordinator.page.goto(`${world.url}/console/cases/map`);
  await take(world, coordinator, 'map');
  await coordinator.close();
}

/** A day's work, so that there is something to see. */
async function work(world, desk) {
  for (const [category, ...steps] of [
    ['dyke', 'accept', 'start'],
    ['trees', 'accept'],
    ['road', 'accept', 'start'],
    // Its text is there to attack the page, and nothing to look at.
    ['noise', 'accept'],
  ]) {
    await desk.open(world.cases[category].report);
    for (const step of steps) await desk.take(step);
  }
  await desk.take('resolve', {
    text: 'Đã nhắc nhở và tịch thu loa.',
    cause: 'Loa kéo mở quá giờ.',
    remedy: 'lasting',
    without_photograph: 'Không có gì để chụp.',
  });
  await desk.open(world.cases.dyke.report);
  await desk.take('reply', { text: 'Đã cử tổ kiểm tra đê, chiều nay có mặt.' });
}

/** Reports of other communes, so that the province's map has something to show. */
async function fileElsewhere(world) {
  const communes = ['09190', '07288', '09247', '07375', '09367', '07615', '09400', '07444'];
  for (const [more, commune] of communes.entries()) {
    const phone = new Phone(world.url);
    for (let n = 0; n <= more; n += 1) {
      await phone.file({ category: 'road', text: `Ổ gà, đoạn ${n + 1}.`, place: { commune } });
    }
  }
}

/** The words and a photograph become public, once the people in it are covered. */
async function release(world, { page }) {
  await page.goto(`${world.caseAddress('dyke')}/public`);
  await page.click('form:has(#wording) button');
  await page.locator('.release summary').first().click();
  const people = [
    { left: '23', top: '13', width: '16', height: '7' },
    { left: '48', top: '13', width: '14', height: '7' },
  ];
  for (const [n, part] of people.entries()) {
    for (const [name, value] of Object.entries(part)) {
      await page.locator('.cover').first().locator(`[name=${name}]`).nth(n).fill(value);
    }
  }
  await page.locator('.cover > button').first().click();
  await page.locator('.release form:not(.cover) button.main').first().click();
  await page.waitForSelector('.seen .album img');
}

async function take(world, { page }, name) {
  const folder = process.env.LANGNGHE_PICTURES ?? join(world.shots, 'pictures');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `console-${name}.jpg`);
  await page.mouse.move(0, 0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path, type: 'jpeg', quality: 60 });
  const { size } = await stat(path);
  assert.ok(size < MOST_BYTES, `${name} has ${size} bytes`);
}
