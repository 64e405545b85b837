// An officer at the office's oldest computer: a browser of 2016. A case is seen to from sign-in to
// its result, and every page stays within the window, with nothing in the way of anything.

import assert from 'node:assert/strict';
import { Front, selfSigned } from '../front.js';
import { OldBrowser } from '../ten_years.js';
import { password } from '../world.js';

/** Widths of a computer's window and of a telephone's. */
const WIDTHS = [1280, 360];

export const checks = [
  ['a browser of 2016: a case from sign-in to its result', seeToACase],
  ['a browser of 2016: nothing is cut off or in the way', lookAround],
];

async function seeToACase(world) {
  await visit(world, async (browser, at) => {
    await browser.goto(at(world.caseAddress('road')));
    await take(browser, 'accept');
    await take(browser, 'start');
    await take(browser, 'reply', { text: 'Tổ duy tu sẽ đến sáng mai.' });
    assert.match(await browser.evaluate('document.body.innerText'), /Tổ duy tu sẽ đến sáng mai\./);
    await take(browser, 'resolve', {
      text: 'Đã vá xong ổ gà.',
      cause: 'Nước đọng sau mưa',
      remedy: undefined,
      without_photograph: 'Trời tối, mai chụp bù',
    });
    await browser.goto(at(`${world.url}/console/cases?show=resolved`));
    assert.match(await browser.evaluate('document.body.innerText'), /Ổ gà sâu sau trận mưa/);
  });
}

async function lookAround(world) {
  await visit(world, async (browser, at) => {
    for (const width of WIDTHS) {
      await browser.resize(width, 900);
      const pages = [
        `${world.url}/console/cases`,
        `${world.url}/console/cases/map`,
        `${world.url}/console/intake`,
        world.caseAddress('dyke'),
        `${world.caseAddress('dyke')}/public`,
        `${world.caseAddress('dyke')}/doubles`,
      ];
      for (const page of pages) {
        await browser.goto(at(page));
        const found = await browser.evaluate(`(${whatIsAmiss})()`);
        assert.deepEqual(found, [], `${page}, ${width} px`);
      }
    }
  });
}

/** A signed-in window of the old browser, through a front that speaks TLS. */
async function visit(world, work) {
  const identity = await selfSigned(world.folder);
  const front = await Front.of(world.url, identity);
  const at = (url) => url.replace(world.url, front.url);
  try {
    const browser = await OldBrowser.open({ folder: world.folder, certificate: identity.path });
    try {
      await browser.goto(`${front.url}/console/sign-in`);
      await browser.fill('#name', 'lan');
      await browser.fill('#password', password);
      await browser.follow('form.fields button.main');
      await work(browser, at);
      assert.deepEqual(browser.complaints, []);
    } finally {
      await browser.close();
    }
  } finally {
    await front.close();
  }
}

/** Fills in the form of a step, and sends it. A field without words is marked. */
async function take(browser, step, fields = {}) {
  // A browser of 2016 can't be asked for a form that has something in it.
  const form = `document.querySelector('[name=do][value=${step}]').form`;
  await browser.evaluate(`${form}.id = 'form'`);
  await browser.evaluate(`${form}.querySelector('button:not([name])').id = 'send'`);
  await browser.unfold('#send');
  for (const [name, words] of Object.entries(fields)) {
    const field = `#form [name=${name}]`;
    if (words === undefined) await browser.click(field);
    else await browser.fill(field, words);
  }
  await browser.follow('#send');
  assert.ok(await browser.evaluate(`!!document.querySelector('[role=status]')`), step);
}

/** Runs in the old browser, and is written in what it understands. */
function whatIsAmiss() {
  const amiss = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) amiss.push('wider than the window');
  const shown = [].slice
    .call(document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea'))
    .filter((one) => one.offsetParent !== null && one.getClientRects().length > 0)
    .filter((one) => !one.closest('.unseen'));
  for (let i = 0; i < shown.length; i += 1) {
    const one = shown[i].getBoundingClientRect();
    if (one.width < 1) continue;
    for (let k = i + 1; k < shown.length; k += 1) {
      const other = shown[k].getBoundingClientRect();
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1 && down > 1) {
        amiss.push([shown[i], shown[k]].map((it) => it.outerHTML.slice(0, 80)).join(' lies on '));
      }
    }
  }
  return amiss;
}
