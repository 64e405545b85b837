// A morning at the desk: sixty mixed cases in one sitting, with the keyboard alone and without
// scripts. A routine case takes at most three actions: a control pressed with Enter or Space.
// Typing, choosing with the arrow keys, and moving from field to field are no actions.

import assert from 'node:assert/strict';
import { send } from '../clerk.js';
import { Keyboard } from '../keyboard.js';
import { Phone } from '../phone.js';

export const checks = [['sixty mixed cases in one sitting, three actions each', sitting]];

const CASES = 60;
const PHONES = 5;
const MOST_ACTIONS = 3;
/** With room for the buttons of fifty rows. */
const STOPS_OF_A_LIST = 600;
const MOST_CHOICES = 20;

/** What people write about, with or without a photograph. */
const subjects = [
  ['road', 'Ổ gà sâu giữa đường', 'Landscape_1'],
  ['waste', 'Rác chưa được gom ba ngày', 'Landscape_2'],
  ['lighting', 'Đèn đường tắt trước cổng trường'],
  ['drainage', 'Rãnh tắc, nước đọng', 'Landscape_3'],
  ['water', 'Nước yếu vào giờ cao điểm'],
  ['trees', 'Cành khô sắp gãy', 'Landscape_5'],
  ['noise', 'Loa mở quá khuya'],
];

/** What a routine case asks for; each is told the hands, and where the case then stands. */
const routines = [
  { name: 'accept', work: accept, stands: 'Đã tiếp nhận' },
  { name: 'answer from a template', work: answer, says: 'Chúng tôi đã tiếp nhận' },
  { name: 'refuse', work: refuse, stands: 'Không tiếp nhận' },
  { name: 'resolve', work: resolve, stands: 'Đã xử lý' },
];

async function sitting(world) {
  const morning = await fileAll(world);
  const { page, context, complaints } = await world.visit();
  await world.signIn(page);
  await acceptBeforehand(page, morning);
  const hands = new Hands(page);
  const counts = [];
  while (morning.size > 0) {
    await page.goto(`${world.url}/console/cases`);
    const report = await nextOf(page, morning);
    const routine = morning.get(report);
    morning.delete(report);
    hands.actions = 0;
    await hands.openFromList(report);
    await routine.work(hands);
    await expectDone(page, routine);
    const told = `to ${routine.name} took ${hands.actions} actions`;
    assert.ok(hands.actions <= MOST_ACTIONS, told);
    counts.push(hands.actions);
  }
  assert.equal(counts.length, CASES);
  assert.deepEqual(complaints, []);
  await context.close();
  const mean = counts.reduce((sum, count) => sum + count, 0) / CASES;
  console.log(
    `      ${CASES} cases: ${mean.toFixed(2)} actions each, at most ${Math.max(...counts)}`,
  );
}

/** Sixty reports of several phones, each with its routine. */
async function fileAll(world) {
  const pictures = new Map();
  for (const [, , picture] of subjects) {
    if (picture) pictures.set(picture, await world.photographs([picture]));
  }
  const phones = Array.from({ length: PHONES }, () => new Phone(world.url));
  const filed = new Map();
  for (let n = 0; n < CASES; n += 1) {
    const [category, said, picture] = subjects[n % subjects.length];
    const phone = phones[n % PHONES];
    // Later, a phone would send a photograph that it has sent before.
    const isNew = n < subjects.length * PHONES;
    const photographs = isNew && picture ? pictures.get(picture) : [];
    const text = `${said}, số nhà ${n + 1}.`;
    const place = { commune: world.commune };
    const { report } = await phone.file({ category, text, place, photographs });
    for (const photograph of photographs) await phone.deliver(photograph);
    filed.set(report, routines[n % routines.length]);
  }
  return filed;
}

/** What is to be resolved was accepted the day before, which is no part of the sitting. */
async function acceptBeforehand(page, morning) {
  const reports = [...morning].filter(([, routine]) => routine.work === resolve);
  const work = reports.map(([report]) => ({ report, step: 'accept' }));
  assert.deepEqual(await send(page, work), Array(work.length).fill(true));
}

/** The first row of the list that nobody has worked on. */
async function nextOf(page, morning) {
  const links = page.locator('.cases h2 a');
  const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
  const reports = addresses.map((address) => address.split('/').at(-1));
  const next = reports.find((report) => morning.has(report));
  if (next) return next;
  return assert.fail(`none of ${morning.size} cases is on the first page of the list`);
}

async function expectDone(page, { name, stands, says }) {
  await page.waitForSelector('[role=status]');
  const pill = await page.locator('.head .pill').first().textContent();
  if (stands) assert.equal(pill, stands, name);
  const history = await page.locator('.history').first().textContent();
  if (says) assert.ok(history.includes(says), name);
}

async function accept(hands) {
  await hands.send('form:has(input[value=accept]) button');
}

async function answer(hands) {
  await hands.choose('#reply-template', '#reply-template option[value="1"]:checked');
  await hands.send('form:has(#reply-text) button[name=insert]');
  await hands.send('form:has(#reply-text) > button');
}

async function refuse(hands) {
  await hands.unfold('details:has(> form #refuse-text) > summary');
  await hands.type('#refuse-text', 'Việc này do đơn vị khác phụ trách.');
  await hands.type('#refuse-belongs', 'Công ty điện lực Bắc Ninh');
  await hands.send('form:has(#refuse-text) > button');
}

async function resolve(hands) {
  const form = 'form:has(#resolve-text)';
  await hands.unfold('details:has(> form #resolve-text) > summary');
  await hands.type('#resolve-text', 'Đã cử tổ xử lý xong tại chỗ.');
  await hands.type('#resolve-cause', 'Hư hỏng do dùng lâu ngày.');
  await hands.choose(`${form} [name=remedy]`, `${form} [value=lasting]:checked`);
  await hands.type('#resolve-without_photograph', 'Việc xong không để lại gì để chụp.');
  await hands.send(`${form} > button`);
}

/** Hands at a keyboard, which count what they press. */
class Hands {
  actions = 0;
  #page;
  #keys;

  constructor(page) {
    this.#page = page;
    this.#keys = new Keyboard(page);
  }

  /** Goes down the list to a case, and opens it. */
  async openFromList(report) {
    await this.#keys.tabTo(`.cases h2 a[href$="${report}"]`, STOPS_OF_A_LIST);
    await this.#press();
    await this.#page.waitForURL(`**/${report}`);
  }

  /** Presses what leads to another page. */
  async send(selector) {
    await this.#keys.tabTo(selector);
    const answered = this.#page.waitForEvent('domcontentloaded');
    await this.#press();
    await answered;
  }

  /** Presses what only unfolds. */
  async unfold(selector) {
    await this.#keys.tabTo(selector);
    await this.#press();
  }

  async type(selector, text) {
    await this.#keys.tabTo(selector);
    await this.#keys.type(text);
  }

  /** Goes through a list, or a row of dots, by the arrow keys. */
  async choose(selector, chosen) {
    await this.#keys.tabTo(selector);
    for (let moves = 0; moves < MOST_CHOICES; moves += 1) {
      await this.#keys.press('ArrowDown');
      if ((await this.#page.locator(chosen).count()) > 0) return;
    }
    assert.fail(`${chosen} can't be reached with the arrow keys`);
  }

  async #press() {
    this.actions += 1;
    await this.#keys.press('Enter');
  }
}
