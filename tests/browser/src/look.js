// What can be seen of a page without reading it: is it accessible, does it fit, can it be pressed?

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe-core finds nothing. */
export async function expectNoViolations(page, name) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(violations);
  assert.deepEqual(found, [], name);
}

/** In the page. What axe has no objection to isn't gathered: it would be most of the time. */
async function violations() {
  const { violations } = await globalThis.axe.run({ resultTypes: ['violations'] });
  return violations.map(({ id, impact, nodes }) => {
    return `${id} (${impact}): ${nodes.map((node) => node.html).join(' ')}`;
  });
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

/** All that is folded away is opened; whether there was any. */
export async function unfold(page) {
  return page.evaluate(() => {
    const folded = [...document.querySelectorAll('details:not([open])')];
    for (const details of folded) details.open = true;
    return folded.length > 0;
  });
}
