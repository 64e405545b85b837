// Every kind of page that the console has, by name, and how to get there once signed in. The
// checks that hold for all pages go through these lists; a new page is one line more.

/** What an officer sees. */
export const pages = [
  ['list', open('cases')],
  ['list-empty', open('cases?show=closed')],
  ['case', ofCase('dyke')],
  ['case-without-photographs', ofCase('lighting')],
  ['case-without-point', ofCase('water')],
  ['problem', sendAnEmptyReply],
  ['conflict', runIntoAConflict],
  ['doubles', openDoubles],
  ['doubles-none', ofCase('water', '/doubles')],
  ['public', ofCase('dyke', '/public')],
  ['public-without-photographs', ofCase('water', '/public')],
  ['password', open('password')],
  ['intake', open('intake')],
  ['intake-problem', sendAnEmptyIntake],
  ['intake-receipt', openAReceipt],
  ['forbidden', open('settings/units')],
  ['not-found', open('nowhere')],
];

/** What a coordinator sees besides. */
export const rooms = [
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
