// What holds for every page: axe finds nothing in it, in both languages, light and dark.

import assert from 'node:assert/strict';
import { expectNoViolations, unfold } from '../look.js';
import { readers } from '../pages.js';

export const checks = ['vi', 'en'].flatMap((language) =>
  ['light', 'dark'].flatMap((scheme) =>
    readers.map(([what, ...reader]) => [
      `every page is accessible: ${what}, ${language}, ${scheme}`,
      (world) => accessible(world, reader, language, scheme),
    ]),
  ),
);

async function accessible(world, [who, pages], language, scheme) {
  // axe is a script. The pages have none, so they are the same with scripts on.
  const { page, context, complaints } = await world.visit({ scheme, scripts: true });
  await page.goto(`${world.url}/console/sign-in`);
  if (language === 'en') await page.click('button[name=language]');
  assert.equal(await page.getAttribute('html', 'lang'), language);
  if (who) await world.signIn(page, who);
  for (const [name, open] of pages) {
    await open(world, page);
    await expectNoViolations(page, name);
    if (await unfold(page)) await expectNoViolations(page, `${name}, unfolded`);
    await world.shoot(page, `${name}-${language}-${scheme}`);
  }
  assert.deepEqual(complaints, []);
  await context.close();
}
