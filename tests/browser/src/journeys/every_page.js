// What holds for every page: axe finds nothing, nothing is cut, everything can be pressed.

import assert from 'node:assert/strict';
import { expectNoViolations, expectToFit, unfold } from '../look.js';
import { pages, rooms } from '../pages.js';

/** Both who have pages of their own. */
const readers = [
  ['lan', pages],
  ['mai', rooms],
];

export const checks = [
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

async function accessible(world, language, scheme) {
  // axe is a script. The pages have none, so they are the same with scripts on.
  const { page, context, complaints } = await world.visit({ scheme, scripts: true });
  await page.goto(`${world.url}/console/sign-in`);
  if (language === 'en') await page.click('button[name=language]');
  assert.equal(await page.getAttribute('html', 'lang'), language);
  await expectNoViolations(page, 'sign-in');
  await world.shoot(page, `sign-in-${language}-${scheme}`);
  // Settings are long tables of the same few parts: each language and each scheme once is enough.
  const seesSettings = (language === 'vi') === (scheme === 'light');
  for (const [who, pages] of seesSettings ? readers : readers.slice(0, 1)) {
    await world.signIn(page, who);
    for (const [name, open] of pages) {
      await open(world, page);
      await expectNoViolations(page, name);
      await unfold(page);
      await expectNoViolations(page, `${name}, unfolded`);
      await world.shoot(page, `${name}-${language}-${scheme}`);
    }
  }
  assert.deepEqual(complaints, []);
  await context.close();
}

async function narrow(world) {
  for (const width of [320, 360]) {
    const { page, context } = await world.visit({ width, height: 700 });
    await expectNoSidewaysScrolling(world, page, `${width}`);
    await context.close();
  }
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
  for (const [who, pages] of readers) {
    await world.signIn(page, who);
    for (const [name, open] of pages) {
      await open(world, page);
      await unfold(page);
      await expectToFit(page, name);
      await world.shoot(page, `${name}-${suffix}`);
    }
  }
}

async function largeTargets(world) {
  const { page, context } = await world.visit({ width: 390 });
  for (const [who, pages] of readers) {
    await world.signIn(page, who);
    for (const [name, open] of pages) {
      await open(world, page);
      await unfold(page);
      const small = await page.evaluate(() => {
        const pressed = 'button, input:not([type=hidden]), select, textarea, summary, a:not(.skip)';
        return (
          [...document.querySelectorAll(pressed)]
            // What only a script shows isn't there to be pressed without one.
            .filter((element) => !element.closest('[hidden]'))
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
    }
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
