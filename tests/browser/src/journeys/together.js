// The same for several cases at once: marked in the list, answered with a template, given to
// somebody; with the keyboard alone, with scripts and without, and over the end of a session.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { Keyboard } from '../keyboard.js';

export const checks = [
  ...[true, false].map((scripts) => [
    `three cases at once, by keyboard, ${scripts ? 'with' : 'without'} scripts`,
    (world) => threeAtOnce(world, scripts),
  ]),
  ['a reason for several cases outlives its session', outlivesTheSession],
];

/** With room for the buttons of every row. */
const STOPS_OF_A_LIST = 200;
/** The template that is for every category. */
const FOR_ALL = '1';
const CATEGORIES = ['dyke', 'trees', 'water'];

async function threeAtOnce(world, scripts) {
  const desk = await Desk.of(world, 'lan', { scripts });
  const { page } = desk;
  const keys = new Keyboard(page);
  const answered = 'Chúng tôi đã tiếp nhận';
  const answers = await historyOf(world, desk, answered);

  await mark(world, page, keys);
  await choose(page, keys, '#reply-template', FOR_ALL);
  await pressed(page, keys, 'form:has(#reply-template) > button');
  await desk.says('[role=status]', 'Xong 3 trong 3 vụ việc.');
  const now = await historyOf(world, desk, answered);
  assert.deepEqual(
    now,
    answers.map((count) => count + 1),
    'each was answered once',
  );

  await mark(world, page, keys);
  const colleague = scripts ? 'huy' : 'lan';
  const one = page.locator('#assign-user option', { hasText: colleague });
  await choose(page, keys, '#assign-user', await one.getAttribute('value'));
  await pressed(page, keys, 'form:has(#assign-user) > button');
  await desk.says('[role=status]', 'Xong 3 trong 3 vụ việc.');
  for (const category of CATEGORIES) {
    await page.goto(world.caseAddress(category));
    await desk.says('.head', colleague);
  }
  await desk.close();
}

/** Marks three rows of the list with the space bar, and goes on to what can be done. */
async function mark(world, page, keys) {
  await page.goto(`${world.url}/console/cases`);
  const rows = page.locator('[name=case]');
  const all = await rows.evaluateAll((marks) => marks.map((mark) => mark.value));
  const wanted = CATEGORIES.map((category) => world.cases[category].report);
  // In the order in which they stand there: the keyboard goes down the list.
  for (const value of all.filter((value) => wanted.includes(value.split('.')[0]))) {
    await keys.tabTo(`[name=case][value="${value}"]`, STOPS_OF_A_LIST);
    await keys.press('Space');
  }
  await pressed(page, keys, 'button[form=together]');
  const shown = await page.locator('.title').textContent();
  assert.ok(shown.includes('Đã chọn 3 vụ việc'), shown);
}

/** Goes to a button, and waits for the page that it leads to. */
async function pressed(page, keys, button) {
  await keys.tabTo(button, STOPS_OF_A_LIST);
  const answered = page.waitForEvent('domcontentloaded');
  await keys.press('Enter');
  await answered;
}

/** Goes to a list of choices, and down it to one of them. */
async function choose(page, keys, list, value) {
  await keys.tabTo(list, STOPS_OF_A_LIST);
  const choices = await page.locator(`${list} option`).count();
  for (let moves = 0; moves <= choices; moves += 1) {
    if ((await page.inputValue(list)) === value) return;
    await keys.press('ArrowDown');
  }
  assert.fail(`${value} can’t be reached with the arrow keys in ${list}`);
}

/** How often each case's history says something. */
async function historyOf(world, { page }, words) {
  const counts = [];
  for (const category of CATEGORIES) {
    await page.goto(world.caseAddress(category));
    const history = await page.locator('.history').first().textContent();
    counts.push(history.split(words).length - 1);
  }
  return counts;
}

async function outlivesTheSession(world) {
  const desk = await Desk.of(world, 'lan');
  const { page } = desk;
  const reason = 'Hai việc này thuộc văn phòng.\nĐã trao đổi qua điện thoại.';
  await page.goto(`${world.url}/console/cases`);
  for (const category of ['lighting', 'road']) {
    await page.check(`[name=case][value^="${world.cases[category].report}"]`);
  }
  await page.click('button[form=together]');
  await page.selectOption('#forward-unit', '07264-vp');
  await page.fill('#forward-text', reason);
  await world.endSession(page);
  await page.click('form:has(#forward-text) button');
  await desk.says('[role=status], [role=alert]', 'lời đã viết vẫn còn');
  await world.enter(page, 'lan');
  await page.waitForSelector('#forward-text');
  await desk.says('[role=status]', 'chưa được gửi');
  assert.equal(await page.inputValue('#forward-text'), reason);
  assert.equal(await page.inputValue('#forward-unit'), '07264-vp');
  await page.click('form:has(#forward-text) button');
  await desk.says('[role=status]', 'Xong 2 trong 2 vụ việc.');
  await page.goto(world.caseAddress('road'));
  await desk.says('.history', 'Hai việc này thuộc văn phòng.');
  await desk.close();
}
