// Every kind of page that the console has, by name, and how to get there once signed in. The
// checks that hold for all pages go through these lists; a new page is one line more.

import { send } from './clerk.js';
import { inEveryState, states } from './states.js';

/** What is seen by whoever isn't signed in. */
const doors = [
  ['sign-in', open('sign-in')],
  ['sign-in-wrong', signInWrongly],
  ['sign-in-kept', sendAfterTheSession],
];

/** What an officer sees. */
const pages = [
  ['list', open('cases')],
  ['list-filtered', open('cases?show=all&q=d%C3%AA&category=dyke&level=normal&unread=1')],
  ['list-mine', open('cases?whose=mine')],
  ['list-empty', open('cases?show=closed')],
  ['map', open('cases/map')],
  ['map-filtered', open('cases/map?category=dyke&commune=07264')],
  ['map-empty', open('cases/map?q=kangaroo')],
  ['together', chooseThree],
  ['together-none', open('together')],
  ['together-problem', forwardWithoutAReason],
  ['together-done', answerTwoOfWhichOneChanged],
  ['together-kept', signInWithAKeptReason],
  ...states.map((state) => [`case-${state}`, inState(state)]),
  ['case', ofCase('dyke')],
  ['case-without-photographs', ofCase('lighting')],
  ['case-without-point', ofCase('water')],
  ['problem', sendAnEmptyReply],
  ['conflict', runIntoAConflict],
  ['gone', replyAboutWhatIsGone],
  ['doubles', openDoubles],
  ['doubles-none', ofCase('water', '/doubles')],
  ['public', ofCase('dyke', '/public')],
  ['public-without-photographs', ofCase('water', '/public')],
  ['public-kept', signInWithAKeptWording],
  ['password', open('password')],
  ['intake', open('intake')],
  ['intake-problem', sendAnEmptyIntake],
  ['intake-receipt', openAReceipt],
  ['forbidden', open('settings/units')],
  ['not-found', open('nowhere')],
];

/** What a coordinator sees besides. */
const rooms = [
  ['list-province', open('cases?show=all')],
  ['map-province', open('cases/map')],
  ...[
    'history',
    'units',
    'routing',
    'terms',
    'officers',
    'categories',
    'templates',
    'calendar',
  ].map((room) => [`settings-${room}`, open(`settings/${room}`)]),
  ...['units', 'officers', 'categories', 'templates'].map((room) => [
    `settings-${room}-edit`,
    (world, page) => editTheFirst(world, page, room),
  ]),
  ['settings-problem', sendAWrongHoliday],
  ['settings-ahead', foreseeADayOff],
];

/** Everybody who has pages of their own: what these are called, who sees them, and the pages. */
export const readers = [
  ['without a session', null, doors],
  ['cases', 'lan', pages],
  ['settings', 'mai', rooms],
];

function open(path) {
  return (world, page) => page.goto(`${world.url}/console/${path}`);
}

function ofCase(category, below = '') {
  return (world, page) => page.goto(world.caseAddress(category) + below);
}

/** What a world is given once, when the first page needs it. */
const given = new WeakMap();

async function once(world, name, make) {
  const all = given.get(world) ?? given.set(world, new Map()).get(world);
  if (!all.has(name)) all.set(name, await make());
  return all.get(name);
}

function inState(state) {
  return async (world, page) => {
    const cases = await once(world, 'states', () => inEveryState(world));
    await page.goto(`${world.url}/console/cases/${cases[state]}`);
  };
}

async function signInWrongly(world, page) {
  await page.goto(`${world.url}/console/sign-in`);
  await page.fill('#name', 'lan');
  await page.fill('#password', 'quên mất rồi');
  await page.press('#password', 'Enter');
  await page.waitForSelector('[role=alert]');
}

/** The session ends while an officer writes; it is asked for anew, with the words in the page. */
async function sendAfterTheSession(world, page) {
  await world.signIn(page);
  await page.goto(world.caseAddress('trees'));
  await page.fill('#reply-text', 'Tổ cây xanh đến chiều nay.');
  await world.endSession(page);
  await page.click('form:has(#reply-text) > button');
  await page.waitForSelector('#password');
}

/** Marks rows of the list, and asks for what can be done to all of them. */
async function choose(world, page, categories) {
  await page.goto(`${world.url}/console/cases`);
  for (const category of categories) {
    await page.check(`[name=case][value^="${world.cases[category].report}"]`);
  }
  await page.click('button[form=together]');
  await page.waitForSelector('.together');
}

async function chooseThree(world, page) {
  await choose(world, page, ['dyke', 'trees', 'waste']);
}

async function forwardWithoutAReason(world, page) {
  await choose(world, page, ['dyke', 'trees']);
  await page.locator('form:has(#forward-text)').evaluate((form) => (form.noValidate = true));
  await page.selectOption('#forward-unit', { index: 1 });
  await page.click('form:has(#forward-text) button');
  await page.waitForSelector('[role=alert]');
}

/** One of the two is changed by the person who reported it, before the answer is sent. */
async function answerTwoOfWhichOneChanged(world, page) {
  await choose(world, page, ['trees', 'water']);
  await page.selectOption('#reply-template', { index: 1 });
  await world.phone.reply(world.cases.water.report, 'Nước vẫn đục.');
  await page.click('form:has(#reply-template) button');
  await page.waitForSelector('.together .wrong');
}

async function signInWithAKeptReason(world, page) {
  await choose(world, page, ['dyke', 'trees']);
  await page.selectOption('#forward-unit', { index: 1 });
  await page.fill('#forward-text', 'Ngoài phạm vi của tổ.');
  await world.endSession(page);
  await page.click('form:has(#forward-text) button');
  await page.waitForSelector('#password');
  await world.enter(page, 'lan');
  await page.waitForSelector('#forward-text');
}

/** A neighbour reports the same waste, in nearly the same place. */
async function openDoubles(world, page) {
  const { report } = await once(world, 'neighbour', () =>
    world.phone.file({
      category: 'waste',
      text: 'Xe đổ trộm đất đá ở đầu thôn.',
      place: { point: { lat: 21.5091, lon: 106.0701, accuracy: 10 } },
    }),
  );
  await page.goto(`${world.url}/console/cases/${report}/doubles`);
  await page.waitForSelector('.others .reasons');
}

async function sendAnEmptyReply(world, page) {
  await page.goto(world.caseAddress('trees'));
  await page.fill('#reply-text', ' '.repeat(10));
  await page.click('form:has(#reply-text) > button');
}

/** Two windows have a case open; the citizen writes, and the officer sends what is typed. */
async function runIntoAConflict(world, page) {
  await page.goto(world.caseAddress('lighting'));
  await page.fill('#reply-text', 'Tổ điện sẽ đến sáng mai.');
  await world.phone.reply(world.cases.lighting.report, 'Hôm nay tắt thêm một cột nữa.');
  await page.click('form:has(#reply-text) > button');
}

/** Meanwhile the case went to another commune. */
async function replyAboutWhatIsGone(world, page) {
  const { report } = await world.phone.file({
    category: 'road',
    text: 'Nắp cống vỡ ở đầu cầu.',
    place: { commune: world.commune },
  });
  await page.goto(`${world.url}/console/cases/${report}`);
  await page.fill('#reply-text', 'Tổ đường bộ sẽ đến sáng mai.\nXin bà con đi chậm.');
  const fields = { unit: '07210-kt', text: 'Đầu cầu bên ấy.' };
  await send(page, [{ report, step: 'forward', fields }]);
  await page.click('form:has(#reply-text) > button');
  await page.waitForSelector('.narrow .words');
}

async function signInWithAKeptWording(world, page) {
  await page.goto(`${world.caseAddress('water')}/public`);
  await page.fill('#wording', 'Nước máy đục từ đầu tuần.');
  await world.endSession(page);
  await page.click('form:has(#wording) button');
  await page.waitForSelector('#password');
  await world.enter(page, 'lan');
  await page.waitForSelector('#wording');
}

async function sendAnEmptyIntake(world, page) {
  await page.goto(`${world.url}/console/intake`);
  await page.locator('form.intake').evaluate((form) => (form.noValidate = true));
  await page.click('form.intake button.main');
  await page.waitForSelector('[role=alert]');
}

async function openAReceipt(world, page) {
  const address = await once(world, 'receipt', async () => {
    await page.goto(`${world.url}/console/intake`);
    await page.selectOption('form.intake [name=category]', 'noise');
    await page.fill('form.intake [name=text]', 'Hàng xóm gọi: karaoke đến 1 giờ sáng.');
    await page.click('form.intake button.main');
    return page.url();
  });
  await page.goto(address);
  await page.waitForSelector('.receipt');
}

async function editTheFirst(world, page, room) {
  await page.goto(`${world.url}/console/settings/${room}`);
  await page.locator('.settled .do a.button').first().click();
  await page.waitForSelector('.settled .ways a.button');
}

/** The next day of work is to be off: how many cases get other dates is asked about first. */
async function foreseeADayOff(world, page) {
  await page.goto(`${world.url}/console/settings/calendar`);
  const due = new Date(Date.now() + 24 * 3_600_000);
  while ([0, 6].includes(due.getUTCDay())) due.setUTCDate(due.getUTCDate() + 1);
  await page.fill('#day [name=date]', due.toISOString().slice(0, 10));
  await page.fill('#day [name=vi]', 'Tránh bão');
  await page.fill('#day [name=source_vi]', 'Công điện của UBND tỉnh');
  await page.click('#day button.main');
  await page.waitForSelector('#sure');
}

async function sendAWrongHoliday(world, page) {
  await page.goto(`${world.url}/console/settings/calendar`);
  await page.locator('#day').evaluate((form) => (form.noValidate = true));
  await page.locator('#day button').last().click();
  await page.waitForSelector('[aria-invalid]');
}
