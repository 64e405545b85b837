// A case in each state that it can come to within a day: what was done to it, by whom.
//
// One is missing: closed without an answer, for which ten working days have to pass.

import assert from 'node:assert/strict';
import { send } from './clerk.js';
import { Desk } from './desk.js';
import { Phone } from './phone.js';

const solved = {
  text: 'Đã vá xong mặt đường.',
  cause: 'Xe quá tải đi qua.',
  remedy: 'lasting',
  without_photograph: 'Trời tối, chụp không rõ.',
};
const accept = { step: 'accept' };
const resolve = { step: 'resolve', fields: solved };

/** What the officer does, and what the person then does. */
const ways = {
  received: { steps: [] },
  accepted: { steps: [accept] },
  in_progress: { steps: [accept, { step: 'start' }] },
  paused: { steps: [accept, { step: 'pause', fields: { text: 'Chờ nước rút.' } }] },
  needs_information: {
    steps: [accept, { step: 'ask', fields: { text: 'Ở phía bên nào của đường?' } }],
  },
  forwarded: {
    steps: [{ step: 'forward', fields: { unit: '07264-vp', text: 'Thuộc văn phòng.' } }],
  },
  refused: {
    steps: [{ step: 'refuse', fields: { text: 'Đường nội bộ.', belongs: 'Ban quản lý chợ' } }],
  },
  resolved: { steps: [accept, resolve] },
  confirmed: { steps: [accept, resolve], then: (phone, report) => phone.confirm(report) },
  reopened: {
    steps: [accept, resolve],
    then: (phone, report) => phone.reopen(report, 'Ổ gà lại lộ ra sau mưa.'),
  },
  withdrawn: { steps: [], then: (phone, report) => phone.withdraw(report) },
};

/** The names of all of them. */
export const states = [...Object.keys(ways), 'merged', 'awaiting_approval'];

/** A world's cases, by state. */
export async function inEveryState(world) {
  const phone = new Phone(world.url);
  const file = (text) => phone.file({ category: 'road', text, place: { commune: world.commune } });
  const desk = await Desk.of(world, 'lan');
  const cases = {};
  for (const [state, { steps, then }] of Object.entries(ways)) {
    const { report } = await file(`Ổ gà sâu trước cổng trường (${state}).`);
    await take(desk, report, steps);
    await then?.(phone, report);
    cases[state] = report;
  }
  const [first, second] = [await file('Cầu ván gãy.'), await file('Ván cầu gãy hai tấm.')];
  await take(desk, first.report, [accept]);
  await merge(world, desk, second.report, first.reference);
  cases.merged = second.report;

  // From here on the unit's results wait for its leader.
  const { report } = await file('Nắp cống vỡ ở ngã ba.');
  await take(desk, report, [accept]);
  await wantApproval(world);
  await take(desk, report, [{ step: 'propose', fields: solved }]);
  cases.awaiting_approval = report;
  await desk.close();
  return cases;
}

async function take({ page }, report, steps) {
  const taken = await send(
    page,
    steps.map((step) => ({ report, ...step })),
  );
  assert.deepEqual(taken, Array(steps.length).fill(true), JSON.stringify(steps));
}

async function merge(world, { page }, report, into) {
  await page.goto(`${world.url}/console/cases/${report}/doubles`);
  await page.fill('#into', into);
  await page.click('form:has(#into) button');
  await page.waitForSelector('form:has([value=unmerge])');
}

/** Of the unit that every commune has for its roads. */
async function wantApproval(world) {
  const coordinator = await Desk.of(world, 'mai');
  const { page } = coordinator;
  await page.goto(`${world.url}/console/settings/units?edit=*-kt`);
  await page.check('#unit [name=approval]');
  await page.click('#unit button.main');
  await page.waitForSelector('[role=status]');
  await coordinator.close();
}
