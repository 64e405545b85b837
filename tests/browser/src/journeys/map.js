// The map without scripts: from the list to the map of communes, and from a commune to its list;
// by pointing at it, and with the keyboard by its words.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { Keyboard } from '../keyboard.js';

export const checks = [
  ['a commune on the map leads to its cases, without scripts', byPointing],
  ['a commune in words leads to its cases, by keyboard and without scripts', byKeyboard],
  ['an officer’s map is of their own commune', ownCommune],
];

const ELSEWHERE = { code: '07210', name: 'Phường Bắc Giang' };

/** A coordinator's window, narrowed to what is about trees. */
async function narrowed(world) {
  for (const commune of [world.commune, ELSEWHERE.code]) {
    await world.phone.file({
      category: 'trees',
      text: 'Cây nghiêng ra đường.',
      place: { commune },
    });
  }
  const desk = await Desk.of(world, 'mai');
  await desk.page.goto(`${world.url}/console/cases?category=trees`);
  return desk;
}

/** What the page's list of communes says of one. */
function counted(page, name) {
  return page.locator('.counted li', { hasText: name }).locator('strong').textContent();
}

async function byPointing(world) {
  const desk = await narrowed(world);
  const { page } = desk;
  await page.click('main a[href^="/console/cases/map"]');
  await desk.says('.narrowed', 'Cây xanh');
  const words = await counted(page, ELSEWHERE.name);
  const area = page.locator(`svg a[href$="commune=${ELSEWHERE.code}"]`);
  assert.equal(await area.locator('title').textContent(), `${ELSEWHERE.name}: ${words}`);
  const number = await page.locator('svg .wide text').allTextContents();
  assert.ok(number.includes(words.split(' ')[0]), `${words} is among ${number}`);

  // A press on the number is a press on the commune below it.
  const { x, y } = await area.locator('path').evaluate((path) => {
    const { left, top, width, height } = path.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.click(x, y);
  await page.waitForURL(`**/console/cases?category=trees&commune=${ELSEWHERE.code}`);
  await desk.says('.title', words);
  const communes = await page.locator('.cases .facts span:first-child').allTextContents();
  assert.deepEqual([...new Set(communes)], [ELSEWHERE.name]);
  await desk.close();
}

async function byKeyboard(world) {
  const desk = await narrowed(world);
  const { page } = desk;
  const keys = new Keyboard(page);
  const press = async (selector) => {
    await keys.tabTo(selector);
    await keys.press('Enter');
  };
  await press('main a[href^="/console/cases/map"]');
  await page.waitForURL('**/console/cases/map?category=trees');
  const words = await counted(page, ELSEWHERE.name);
  await press(`.counted a[href$="commune=${ELSEWHERE.code}"]`);
  await page.waitForURL(`**/console/cases?category=trees&commune=${ELSEWHERE.code}`);
  await desk.says('.title', words);
  // Back on the map, that commune is marked, and the list of all is one press away.
  await press('main a[href^="/console/cases/map"]');
  await page.waitForSelector('svg .area.chosen');
  await press('.ways a');
  await page.waitForURL('**/console/cases?category=trees');
  await desk.close();
}

async function ownCommune(world) {
  await world.phone.file({
    category: 'waste',
    text: 'Rác của nơi khác.',
    place: { commune: ELSEWHERE.code },
  });
  const desk = await Desk.of(world, 'lan', { width: 360 });
  const { page } = desk;
  await page.click('main a[href^="/console/cases/map"]');
  const shown = await page
    .locator('svg a')
    .evaluateAll((all) => all.map(({ href }) => href.baseVal));
  assert.deepEqual(shown, [`/console/cases?commune=${world.commune}`]);
  assert.ok(!(await page.locator('main').textContent()).includes(ELSEWHERE.name));
  const open = await page.locator('.filter [aria-current] .number').textContent();
  assert.equal(await counted(page, 'Xã Tam Tiến'), `${open} vụ việc`);
  await desk.close();
}
