// Whatever goes wrong with a form, what was typed into it is there again, and the page says what
// to do. All of it without scripts but the last: nothing but the server keeps the words.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { fixture } from '../fixtures.js';

export const checks = [
  ['a session that ended mid-reply', sessionEnded],
  ['a session that ended with photographs chosen', sessionEndedWithPhotographs],
  ['a session that ended before a category was chosen', sessionEndedBeforeACategory],
  ['a session that began anew in another window', sessionBeganAnew],
  ['a wording for the public whose session ended', sessionEndedMidWording],
  ['a text of ten megabytes', tooLong],
  ['a file that isn’t a photograph', notAPhotograph],
  ['a unit that there isn’t', unknownUnit],
  ['a form that lacks its proof', withoutProof],
  ['a reply half written when another step is taken, with scripts', anotherStep],
];

/** Milliseconds that a browser may need to lay out ten megabytes on a busy machine. */
const PATIENCE = 90_000;

const solution = {
  text: 'Đã vét rãnh và thay song chắn.',
  cause: 'Rác từ công trường trôi xuống.',
  remedy: 'lasting',
};

/** A case that was accepted, in front of an officer. */
async function accepted(world) {
  const { report } = await world.phone.file({
    category: 'drainage',
    text: 'Rãnh thoát nước đầy rác, mưa là ngập.',
    place: { commune: world.commune },
  });
  const desk = await Desk.of(world, 'lan');
  await desk.open(report);
  await desk.take('accept');
  return { desk, report };
}

/** The same person signs out in another window. */
async function endSession(world, desk) {
  const other = await desk.secondWindow();
  await other.goto(`${world.url}/console/cases`);
  await other.click('form[action="/console/sign-out"] button');
  await other.waitForURL('**/sign-in**');
  await other.close();
}

async function keepsSolution(desk) {
  for (const [name, value] of Object.entries(solution)) {
    assert.equal(await desk.typed('resolve', name), value);
  }
}

async function sessionEnded(world) {
  const { desk, report } = await accepted(world);
  const words = 'Tổ thoát nước sẽ đến chiều nay.\nXin bà con để trống lề đường.';
  await desk.fill('reply', { text: words });
  await endSession(world, desk);
  await desk.send('reply');
  await desk.says('[role=status], [role=alert]', 'lời đã viết vẫn còn');
  await world.enter(desk.page, 'lan');
  await desk.page.waitForSelector('.head');
  assert.equal(await desk.typed('reply', 'text'), words);
  await desk.says('[role=status]', 'chưa được gửi');
  assert.ok(!(await desk.page.locator('.history').textContent()).includes('Tổ thoát nước'));
  await desk.take('reply');
  await desk.open(report);
  await desk.says('.history', words);
  await desk.close();
}

async function sessionEndedWithPhotographs(world) {
  const { desk } = await accepted(world);
  await desk.fill('resolve', { ...solution, photographs: fixture('Landscape_5') });
  await endSession(world, desk);
  await desk.send('resolve');
  await world.enter(desk.page, 'lan');
  await desk.page.waitForSelector('.head');
  await keepsSolution(desk);
  await desk.says('[role=status]', 'Ảnh đã chọn thì không giữ được');
  await desk.close();
}

/** A script asks for the category's questions: what it is told is no part of the form. */
async function sessionEndedBeforeACategory(world) {
  const desk = await Desk.of(world, 'lan', { scripts: true });
  const { page } = desk;
  const words = 'Bà Tư gọi: nhà bên đổ cát ra đường.';
  await page.goto(`${world.url}/console/intake`);
  await page.fill('form.intake [name=text]', words);
  await world.endSession(page);
  await page.evaluate(() => {
    window.answered = new Promise((resolve) => {
      document.body.addEventListener('htmx:afterRequest', resolve);
    });
  });
  await page.selectOption('form.intake [name=category]', 'road');
  await page.evaluate(() => window.answered.then(() => null));
  assert.equal(await page.locator('#password').count(), 0, 'no page to sign in within the form');
  await page.click('form.intake button.main');
  await desk.says('[role=status], [role=alert]', 'lời đã viết vẫn còn');
  await world.enter(page, 'lan');
  await page.waitForSelector('form.intake');
  assert.equal(await page.inputValue('form.intake [name=text]'), words);
  // The browser notes the answer that the script got: 401.
  await page.context().close();
}

/** The same person signs out and in again beside the page in which they write. */
async function sessionBeganAnew(world) {
  const { desk, report } = await accepted(world);
  await desk.fill('resolve', solution);
  await endSession(world, desk);
  const other = await desk.secondWindow();
  await world.signIn(other);
  await other.close();
  await desk.send('resolve');
  await desk.says('[role=status]', 'chưa được gửi');
  await keepsSolution(desk);
  await desk.take('resolve', { without_photograph: 'Rãnh nằm dưới nắp bê tông.' });
  await desk.open(report);
  await desk.says('.head .pill', 'Đã xử lý');
  await desk.close();
}

async function sessionEndedMidWording(world) {
  const { desk, report } = await accepted(world);
  const { page } = desk;
  const wording = 'Rãnh thoát nước bị tắc ở đầu thôn.';
  await page.goto(`${world.url}/console/cases/${report}/public`);
  await page.fill('#wording', wording);
  await endSession(world, desk);
  await page.click('form:has(#wording) button');
  await desk.says('[role=status], [role=alert]', 'lời đã viết vẫn còn');
  await world.enter(page, 'lan');
  await desk.says('[role=status]', 'chưa được gửi');
  assert.equal(await page.inputValue('#wording'), wording);
  await page.click('form:has(#wording) button');
  await page.waitForSelector('form:has([value=text_in])');
  await desk.close();
}

async function tooLong(world) {
  const { desk, report } = await accepted(world);
  // One paragraph: a field with as many lines keeps Chromium busy for minutes.
  const sentence = 'Đã kiểm tra từng hố ga dọc tuyến đường. ';
  const times = Math.ceil((10 * 1024 * 1024) / Buffer.byteLength(sentence));
  const long = sentence.repeat(times).trim();
  desk.page.setDefaultTimeout(PATIENCE);
  // Pasted: typing it would take longer still.
  const field = desk.form('reply').locator('[name=text]');
  await field.evaluate((area, text) => {
    area.value = text;
  }, long);
  await desk.send('reply');
  await desk.says('[role=alert]', 'Nội dung quá dài');
  assert.ok((await desk.typed('reply', 'text')) === long, 'all ten megabytes are there');
  await desk.open(report);
  assert.ok(!(await desk.page.locator('.history').textContent()).includes('hố ga'));
  await desk.close();
}

async function notAPhotograph(world) {
  const { desk, report } = await accepted(world);
  const file = { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('không phải ảnh') };
  await desk.fill('resolve', { ...solution, photographs: file });
  await desk.send('resolve');
  await desk.says('[role=alert]', 'không phải ảnh JPEG');
  await keepsSolution(desk);
  await desk.take('resolve', { photographs: fixture('Landscape_5') });
  await desk.open(report);
  assert.equal(await desk.page.locator('#results img').count(), 1);
  await desk.close();
}

async function unknownUnit(world) {
  const { desk } = await accepted(world);
  const reason = 'Tuyến đường do Sở quản lý.';
  await desk.fill('forward', { text: reason });
  // A unit that was there when the page was made, and is gone now.
  const select = desk.form('forward').locator('select[name=unit]');
  await select.evaluate((list) => {
    list.selectedOptions[0].value = 'gone';
  });
  await desk.send('forward');
  await desk.says('[role=alert]', 'Hãy chọn một đơn vị trong danh sách');
  assert.equal(await desk.typed('forward', 'text'), reason);
  const { id } = await desk.page.evaluate(() => ({ id: document.activeElement.name }));
  assert.equal(id, 'unit', 'the field that is wrong has the focus');
  await desk.close();
}

async function withoutProof(world) {
  const { desk } = await accepted(world);
  await desk.fill('resolve', solution);
  await desk.send('resolve');
  await desk.says('[role=alert]', 'Cần ảnh kết quả, hoặc lý do không có ảnh');
  await keepsSolution(desk);
  await desk.take('resolve', { without_photograph: 'Rãnh nằm dưới nắp bê tông.' });
  await desk.says('.head .pill', 'Đã xử lý');
  await desk.close();
}

async function anotherStep(world) {
  const { report } = await world.phone.file({
    category: 'drainage',
    text: 'Rãnh trước cổng chợ đầy rác.',
    place: { commune: world.commune },
  });
  const words = 'Xin bà con cho biết rãnh ở phía nào.';
  const reason = 'Rãnh này do Sở quản lý.';
  const desk = await Desk.of(world, 'lan', { scripts: true });
  await desk.open(report);
  await desk.fill('reply', { text: words, public: 'yes' });
  await desk.fill('forward', { text: reason, unit: '24-sxd' });
  await desk.take('accept');
  assert.equal(await desk.typed('reply', 'text'), words);
  assert.equal(await desk.typed('reply', 'public'), 'yes', 'it is for everybody still');
  assert.equal(await desk.typed('forward', 'unit'), '24-sxd');
  assert.ok(await desk.form('forward').locator('[name=text]').isVisible(), 'it is unfolded');

  // What is sent is not brought back, and what isn't is there after a look at the list.
  await desk.take('reply');
  assert.equal(await desk.typed('reply', 'text'), '');
  await desk.page.click('a.back');
  await desk.page.waitForURL('**/console/cases');
  await desk.open(report);
  assert.equal(await desk.typed('forward', 'text'), reason);

  // What never arrived is there when the network is.
  await desk.page.context().setOffline(true);
  await desk.form('forward').locator('button').last().click();
  await desk.page.waitForURL('chrome-error://**');
  desk.expectComplaint('ERR_INTERNET_DISCONNECTED');
  await desk.page.context().setOffline(false);
  await desk.open(report);
  assert.equal(await desk.typed('forward', 'text'), reason);

  // Nobody else finds it in this window.
  await desk.page.click('form[action="/console/sign-out"] button');
  await desk.page.waitForURL('**/sign-in**');
  await world.signIn(desk.page, 'lan');
  await desk.open(report);
  assert.equal(await desk.typed('forward', 'text'), '');
  await desk.close();
}
