// What an officer can rely on, one check each. They run in this order: the later ones find the
// case that the first one worked on.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Keyboard } from './keyboard.js';
import { officer } from './world.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const photographOfTheResult = fileURLToPath(
  new URL('../../../core/photo/fixtures/DSCN0010.jpg', import.meta.url),
);

/** Every kind of page: its name, and how to get there once signed in. */
const pages = [
  ['list', (world, page) => page.goto(`${world.url}/console/cases`)],
  ['list-empty', (world, page) => page.goto(`${world.url}/console/cases?show=closed`)],
  ['case', (world, page) => page.goto(world.caseAddress('dyke'))],
  ['case-without-photographs', (world, page) => page.goto(world.caseAddress('lighting'))],
  ['case-without-point', (world, page) => page.goto(world.caseAddress('water'))],
  ['problem', sendAnEmptyReply],
  ['conflict', runIntoAConflict],
  ['not-found', (world, page) => page.goto(`${world.url}/console/nowhere`)],
];

export const checks = [
  ['an officer works with the keyboard alone, without scripts', keyboardAlone],
  ['the session’s cookie can’t be read, planted or sent by others', cookieIsOurs],
  ['the list leads to its filters and never shows who reported', listAndFilters],
  ['what a citizen writes stays text', nothingRuns],
  ['a reply and a status reach the phone', phoneIsTold],
  ['a conflict keeps what was typed', conflictKeepsWords],
  ...['vi', 'en'].flatMap((language) =>
    ['light', 'dark'].map((scheme) => [
      `every page is accessible: ${language}, ${scheme}`,
      (world) => accessible(world, language, scheme),
    ]),
  ),
  ['nothing is wider than a narrow telephone', narrow],
  ['text of twice the size fits', largeText],
  ['what is pressed is large enough to be pressed', largeTargets],
  ['on paper stands the case and no form', onPaper],
];

async function keyboardAlone(world) {
  const { page, context, complaints } = await world.visit();
  const keys = new Keyboard(page);
  await page.goto(`${world.url}/console`);
  await world.shoot(page, 'sign-in');
  await keys.expectFocus('#name');
  await keys.type(officer.name);
  await keys.tab();
  await keys.type('not the password');
  await keys.press('Enter');
  await page.waitForSelector('[role=alert]');
  await world.shoot(page, 'sign-in-failed');
  await keys.expectFocus('#password');
  await keys.type(officer.password);
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
  await keys.tab();
  await keys.press('Enter');
  await page.waitForSelector('[role=status]');
  await world.shoot(page, 'case-replied');
  await says(page, '.history', 'Đã cử tổ kiểm tra đê, chiều nay có mặt.');

  await keys.tabTo('details:has(#resolve-text) summary');
  await keys.press('Enter');
  await keys.tab();
  await keys.expectFocus('#resolve-text');
  await keys.type('Đã đắp lại mái đê và lát rọ đá.');
  await keys.tab();
  await keys.expectFocus('#resolve-photographs');
  await page.setInputFiles('#resolve-photographs', photographOfTheResult);
  await world.shoot(page, 'case-resolving');
  await keys.tab();
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
  await says(page, '.filter [aria-current]', 'Đã xử lý');
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
  assert.equal(await page.locator('script').count(), 0);
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

async function conflictKeepsWords(world) {
  const { page, context, complaints } = await world.visit();
  await world.signIn(page);
  await runIntoAConflict(world, page);
  await says(page, '[role=alert]', 'Vụ việc vừa thay đổi');
  assert.equal(await page.inputValue('#reply-text'), 'Tổ điện sẽ đến sáng mai.');
  await page.click('form:has(#reply-text) button');
  await says(page, '.history', 'Tổ điện sẽ đến sáng mai.');
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Two windows have a case open; the citizen writes, and the officer sends what is typed. */
async function runIntoAConflict(world, page) {
  await page.goto(world.caseAddress('lighting'));
  await page.fill('#reply-text', 'Tổ điện sẽ đến sáng mai.');
  await world.phone.reply(world.cases.lighting.report, 'Hôm nay tắt thêm một cột nữa.');
  await page.click('form:has(#reply-text) button');
}

async function sendAnEmptyReply(world, page) {
  await page.goto(world.caseAddress('trees'));
  await page.fill('#reply-text', ' '.repeat(10));
  await page.click('form:has(#reply-text) button');
}

async function accessible(world, language, scheme) {
  // axe is a script. The pages have none, so they are the same with scripts on.
  const { page, context, complaints } = await world.visit({ scheme, scripts: true });
  await page.goto(`${world.url}/console/sign-in`);
  if (language === 'en') await page.click('button[name=language]');
  assert.equal(await page.getAttribute('html', 'lang'), language);
  await expectNoViolations(page, 'sign-in');
  await world.shoot(page, `sign-in-${language}-${scheme}`);
  await world.signIn(page);
  for (const [name, open] of pages) {
    await open(world, page);
    await expectNoViolations(page, name);
    await world.shoot(page, `${name}-${language}-${scheme}`);
  }
  assert.deepEqual(complaints, []);
  await context.close();
}

async function expectNoViolations(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.map(({ id, impact, nodes }) => {
    return `${name}: ${id} (${impact}): ${nodes.map((node) => node.html).join(' ')}`;
  });
  assert.deepEqual(found, []);
}

async function narrow(world) {
  const { page, context } = await world.visit({ width: 320, height: 700 });
  await expectNoSidewaysScrolling(world, page, '320');
  await context.close();
}

async function largeText(world) {
  for (const width of [1280, 390]) {
    const { page, context } = await world.visitWithLargeText({ width });
    await page.goto(`${world.url}/console/sign-in`);
    const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
    assert.equal(size, '32px', 'the page follows the size that its reader chose');
    await expectNoSidewaysScrolling(world, page, `large-${width}`);
    await context.close();
  }
}

async function expectNoSidewaysScrolling(world, page, suffix) {
  await page.goto(`${world.url}/console/sign-in`);
  await expectToFit(page, 'sign-in');
  await world.signIn(page);
  for (const [name, open] of pages) {
    await open(world, page);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expectToFit(page, name);
    await world.shoot(page, `${name}-${suffix}`);
  }
}

async function expectToFit(page, name) {
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const all = [...document.body.querySelectorAll('*')];
    const culprits = all.filter((e) => e.getBoundingClientRect().right > clientWidth + 0.5);
    return scrollWidth > clientWidth ? culprits.map((e) => e.outerHTML.slice(0, 120)) : [];
  });
  assert.deepEqual(beyond, [], `${name} scrolls sideways`);
}

async function largeTargets(world) {
  const { page, context } = await world.visit({ width: 390 });
  await world.signIn(page);
  for (const [name, open] of pages) {
    await open(world, page);
    for (const summary of await page.locator('summary').all()) await summary.click();
    const small = await page.evaluate(() => {
      const pressed = 'button, input:not([type=hidden]), textarea, summary, a:not(.skip)';
      return [...document.querySelectorAll(pressed)]
        .map((element) => {
          // A row of the list is pressed anywhere: its link covers the row.
          const target = element.closest('.cases > li') ?? element;
          const { width, height } = target.getBoundingClientRect();
          return { html: element.outerHTML.slice(0, 120), width, height };
        })
        .filter(({ width, height }) => width < 44 || height < 44);
    });
    assert.deepEqual(small, [], name);
  }
  await context.close();
}

async function onPaper(world) {
  const { page, context } = await world.visit();
  await world.signIn(page);
  await page.goto(world.caseAddress('dyke'));
  await page.emulateMedia({ media: 'print' });
  for (const shown of ['h1', '.words', '.map svg', '.clocks', '.history']) {
    assert.ok(await page.locator(shown).first().isVisible(), `${shown} is printed`);
  }
  for (const hidden of ['form', 'summary', '.back']) {
    for (const element of await page.locator(hidden).all()) {
      assert.ok(!(await element.isVisible()), `${hidden} isn't printed`);
    }
  }
  await world.shoot(page, 'case-print');
  await context.close();
}

async function says(page, selector, text) {
  const shown = await page.locator(selector).first().textContent();
  assert.ok(shown.includes(text), `${selector} says ${JSON.stringify(shown)}, not ${text}`);
}
