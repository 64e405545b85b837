// One officer, one case, no scripts and no mouse; and what nobody may see of the citizen.

import assert from 'node:assert/strict';
import { says } from '../desk.js';
import { fixture } from '../fixtures.js';
import { Keyboard } from '../keyboard.js';
import { password } from '../world.js';

/** The later checks find the case that the first one worked on. */
export const checks = [
  ['an officer works with the keyboard alone, without scripts', keyboardAlone],
  ['the session’s cookie can’t be read, planted or sent by others', cookieIsOurs],
  ['the list leads to its filters and never shows who reported', listAndFilters],
  ['what a citizen writes stays text', nothingRuns],
  ['a reply and a status reach the phone', phoneIsTold],
];

async function keyboardAlone(world) {
  const { page, context, complaints } = await world.visit();
  const keys = new Keyboard(page);
  await page.goto(`${world.url}/console`);
  await world.shoot(page, 'sign-in');
  await keys.expectFocus('#name');
  await keys.type('lan');
  await keys.tab();
  await keys.type('not the password');
  await keys.press('Enter');
  await page.waitForSelector('[role=alert]');
  await world.shoot(page, 'sign-in-failed');
  await keys.expectFocus('#password');
  await keys.type(password);
  await keys.press('Enter');
  await page.waitForURL('**/console/cases');

  await keys.tab();
  await keys.expectFocus('.skip');
  await keys.press('Enter');
  await keys.tabTo(`.cases a[href$="${world.cases.dyke.report}"]`);
  await keys.press('Enter');
  await page.waitForURL(world.caseAddress('dyke'));

  await keys.tabTo('form:has(input[value=accept]) button');
  await keys.press('Enter');
  await page.waitForSelector('[role=status]');
  await says(page, '.head .pill', 'Đã tiếp nhận');

  await keys.tabTo('#reply-text');
  await keys.type('Đã cử tổ kiểm tra đê, chiều nay có mặt.');
  await keys.tabTo('form:has(#reply-text) > button');
  await keys.press('Enter');
  await page.waitForSelector('[role=status]');
  await world.shoot(page, 'case-replied');
  await says(page, '.history', 'Đã cử tổ kiểm tra đê, chiều nay có mặt.');

  await keys.tabTo('details:has(#resolve-text) summary');
  await keys.press('Enter');
  await keys.tabTo('#resolve-text');
  await keys.type('Đã đắp lại mái đê và lát rọ đá.');
  await keys.tab();
  await keys.expectFocus('#resolve-cause');
  await keys.type('Lũ xói chân đê.');
  await keys.tab();
  await keys.expectFocus('form:has(#resolve-text) input[value=lasting]');
  await keys.press('Space');
  await keys.tab();
  await keys.expectFocus('#resolve-without_photograph');
  await keys.tabTo('#resolve-cause');
  await keys.type('Mái đê cũ, nước xoáy chân.');
  await keys.tabTo('form:has(#resolve-text) [name=remedy]');
  await keys.press('Space');
  await keys.tabTo('#resolve-photographs');
  await page.setInputFiles('#resolve-photographs', fixture('DSCN0010'));
  await world.shoot(page, 'case-resolving');
  await keys.tabTo('form:has(#resolve-text) button');
  await keys.press('Enter');
  await page.waitForSelector('[role=status]');
  await says(page, '.head .pill', 'Đã xử lý');
  await says(page, '#results', 'Ảnh sau khi xử lý');
  assert.equal(await page.locator('#results img').count(), 1);

  await page.reload();
  assert.equal(await page.locator('[role=status]').count(), 0, 'a message is shown once');
  await keys.tabTo('form[action="/console/sign-out"] button');
  await keys.press('Enter');
  await page.waitForURL('**/console/sign-in?said=signed-out');
  await page.goto(world.caseAddress('dyke'));
  assert.match(page.url(), /sign-in/, 'nothing is shown after signing out');
  assert.deepEqual(complaints, []);
  await context.close();
}

async function cookieIsOurs(world) {
  const { page, context } = await world.visit();
  await world.signIn(page);
  const cookies = await context.cookies();
  const session = cookies.find((cookie) => cookie.name === '__Host-langnghe');
  assert.ok(session, 'Chromium keeps a __Host- cookie over http to a loopback address');
  const { secure, httpOnly, sameSite, path, expires } = session;
  assert.deepEqual(
    { secure, httpOnly, sameSite, path, expires },
    { secure: true, httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 },
  );
  await context.close();
}

async function listAndFilters(world) {
  const { page, context, complaints } = await world.visit();
  await world.signIn(page);
  assert.equal(await page.locator('.cases > li').count(), Object.keys(world.cases).length - 1);
  await page.click('.filter a[href$="show=resolved"]');
  assert.equal(await page.locator('.cases > li').count(), 1);
  await says(page, '.cases', world.cases.dyke.reference);
  await says(page, '.filter:not(.whose) [aria-current]', 'Đã xử lý');
  assert.deepEqual(complaints, []);
  await context.close();
}

async function nothingRuns(world) {
  // Scripts are on here: had the text become markup, this browser would run it.
  const { page, context, complaints } = await world.visit({ scripts: true });
  page.on('dialog', () => complaints.push('a dialog opened'));
  await world.signIn(page);
  await page.goto(world.caseAddress('noise'));
  await says(page, '.words', '<script>alert(1)</script>');
  assert.equal(await page.locator('script:not([src^="/console/assets/"])').count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
}

async function phoneIsTold(world) {
  const { changes } = await world.phone.sync();
  const snapshot = changes.find((change) => change.report === world.cases.dyke.report);
  const told = snapshot.what.history.map(({ what }) => what);
  const statuses = told.filter((what) => what.kind === 'status').map((what) => what.status);
  assert.deepEqual(statuses, ['accepted', 'resolved']);
  const replies = told.filter((what) => what.kind === 'reply').map((what) => what.text);
  assert.deepEqual(replies, [
    'Đã cử tổ kiểm tra đê, chiều nay có mặt.',
    'Đã đắp lại mái đê và lát rọ đá.',
  ]);
}
