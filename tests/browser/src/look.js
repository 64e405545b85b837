// What can be seen of a page without reading it: is it accessible, does it fit, can it be pressed?

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe-core finds nothing. */
export async function expectNoViolations(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.map(({ id, impact, nodes }) => {
    return `${name}: ${id} (${impact}): ${nodes.map((node) => node.html).join(' ')}`;
  });
  assert.deepEqual(found, []);
}

/** Nothing is wider than the window. */
export async function expectToFit(page, name) {
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const all = [...document.body.querySelectorAll('*')];
    const culprits = all.filter((e) => e.getBoundingClientRect().right > clientWidth + 0.5);
    return scrollWidth > clientWidth ? culprits.map((e) => e.outerHTML.slice(0, 120)) : [];
  });
  assert.deepEqual(beyond, [], `${name} scrolls sideways`);
}

/** All that is folded away is opened. */
export async function unfold(page) {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
}
