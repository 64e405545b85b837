// What holds for every page: nothing is cut, everything can be pressed; and a case on paper.

import assert from 'node:assert/strict';
import { expectToFit, unfold } from '../look.js';
import { readers } from '../pages.js';

export const checks = [
  ...[320, 360].map((width) => [
    `nothing is wider than a narrow telephone: ${width}`,
    (world) => narrow(world, width),
  ]),
  ...[1280, 390].map((width) => [
    `text of twice the size fits: ${width}`,
    (world) => largeText(world, width),
  ]),
  ['no word of a table is torn apart', wholeWords],
  ['what is pressed is large enough to be pressed', largeTargets],
  ['what can be pressed on a map can be pressed in its list', mapsAreLists],
  ['on paper stands the case and no form', onPaper],
];

/** Goes through all pages of everybody, or some, with all that is folded opened. */
async function eachPage(world, page, look, some = () => true) {
  for (const [, who, pages] of readers) {
    if (who) await world.signIn(page, who);
    for (const [name, open] of pages.filter(([name]) => some(name))) {
      await open(world, page);
      await unfold(page);
      await look(name);
    }
  }
}

async function narrow(world, width) {
  const { page, context } = await world.visit({ width, height: 700 });
  await expectNoSidewaysScrolling(world, page, `${width}`);
  await context.close();
}

async function largeText(world, width) {
  const { page, context } = await world.visitWithLargeText({ width });
  await page.goto(`${world.url}/console/sign-in`);
  const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
  assert.equal(size, '32px', 'the page follows the size that its reader chose');
  // English in one of them: its words are other ones, and longer in other places.
  if (width === 390) await page.click('button[name=language]');
  await expectNoSidewaysScrolling(world, page, `large-${width}`);
  await context.close();
}

async function expectNoSidewaysScrolling(world, page, suffix) {
  await eachPage(world, page, async (name) => {
    await expectToFit(page, name);
    await world.shoot(page, `${name}-${suffix}`);
  });
}

/** What coordinators settle, as wide as a desk has it: a date, a level, what a button says. */
async function wholeWords(world) {
  const { page, context } = await world.visit();
  await world.signIn(page, 'mai');
  const rooms = readers.find(([room]) => room === 'settings').at(-1);
  for (const [name, open] of rooms) {
    await open(world, page);
    assert.deepEqual(await page.evaluate(torn), [], name);
  }
  await context.close();
}

/** In the page: words of tables that stand on more than one line. */
function torn() {
  const found = [];
  for (const cell of document.querySelectorAll('.settled table :is(th, td)')) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const { index, 0: word } of texts.currentNode.data.matchAll(/[^\s-]+/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => top));
        if (lines.size > 1) found.push(word);
      }
    }
  }
  return found;
}

async function largeTargets(world) {
  const { page, context } = await world.visit({ width: 390 });
  await eachPage(world, page, async (name) => {
    const small = await page.evaluate(() => {
      const pressed = 'button, input:not([type=hidden]), select, textarea, summary, a:not(.skip)';
      return (
        [...document.querySelectorAll(pressed)]
          // What only a script shows isn't there to be pressed without one. A commune is as large
          // as it is: what can be pressed on a map stands in words below (see the next check).
          .filter((element) => !element.closest('[hidden], svg'))
          .map((element) => {
            // A row of the list is pressed anywhere, and so is what can be chosen: by its words too.
            const words = element.type === 'checkbox' ? element.labels[0] : null;
            const target = element.closest('.cases > li, label.choice') ?? words ?? element;
            const { width, height } = target.getBoundingClientRect();
            return { html: element.outerHTML.slice(0, 120), width, height };
          })
          .filter(({ width, height }) => width < 44 || height < 44)
      );
    });
    assert.deepEqual(small, [], name);
  });
  await context.close();
}

async function mapsAreLists(world) {
  const { page, context } = await world.visit();
  const links = (selector) =>
    page.locator(selector).evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  const drawn = new Map();
  const look = async (name) => {
    const written = new Set(await links('main a:not(svg a)'));
    const onMap = await links('main svg a');
    const missing = onMap.filter((address) => !written.has(address));
    assert.deepEqual(missing, [], name);
    drawn.set(name, onMap.length);
  };
  await eachPage(world, page, look, (name) => name.startsWith('map'));
  assert.equal(drawn.get('map'), 1, 'an officer has their commune');
  assert.equal(drawn.get('map-province'), 99, 'a coordinator has every commune');
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
