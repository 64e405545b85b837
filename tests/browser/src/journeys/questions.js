// A category's own questions at the desk: a coordinator writes them, an officer on the telephone is
// shown them, with scripts and without, and reads the answers on the case's page.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { expectNoViolations, expectToFit } from '../look.js';

const category = 'construction';

/** What is asked, in every way that there is: in Vietnamese and in English, how, and of what one chooses. */
const asked = [
  ['Cao mấy tầng?', 'How many floors?', 'number'],
  ['Xây lúc nào?', 'Since when?', 'moment'],
  ['Có giấy phép không?', 'Is there a permit?', 'yes_no'],
  ['Vướng gì?', 'What is in the way?', 'choices', 'Vỉa hè | Pavement\nĐường điện | Power line'],
  ['Ai xây?', 'Who is building?', 'choice', 'Chủ nhà | The owner\nĐơn vị thi công | A company'],
  ['Biển số xe?', 'Number plates?', 'line'],
  ['Đã thấy những gì?', 'What was seen?', 'text'],
];

export const checks = [
  ['a coordinator writes the questions of a category', write],
  ['an officer is shown the questions at once, with scripts', withScripts],
  ['an officer is shown the questions after sending, without scripts', withoutScripts],
];

async function write(world) {
  const desk = await Desk.of(world, 'mai');
  const { page } = desk;
  for (const [vi, en, kind, choices] of asked) {
    await page.goto(`${world.url}/console/settings/categories?edit=${category}`);
    await page.fill('#question [name=vi]', vi);
    await page.fill('#question [name=en]', en);
    await page.selectOption('#question [name=kind]', kind);
    if (choices) await page.fill('#question [name=choices]', choices);
    await page.click('#question button.main');
    await desk.says('[role=status], [role=alert]', 'Đã lưu');
  }
  await world.shoot(page, 'settings-questions');
  await desk.close();
}

async function withScripts(world) {
  const desk = await Desk.of(world, 'lan', { scripts: true });
  const { page } = desk;
  await page.goto(`${world.url}/console/intake`);
  await page.fill('[name=text]', 'Nhà đang xây lấn ra vỉa hè.');
  await page.selectOption('[name=category]', category);
  await page.waitForSelector('[name=answer-cao_may_tang]');
  await expectNoViolations(page, 'questions');
  await page.fill('[name=answer-cao_may_tang]', '4');
  // Another category asks nothing; the first one's answers were not sent yet, and are asked again.
  await page.selectOption('[name=category]', 'noise');
  await page.waitForSelector('[name=answer-cao_may_tang]', { state: 'detached' });
  await page.selectOption('[name=category]', category);
  await page.waitForSelector('[name=answer-cao_may_tang]');
  assert.equal(await page.inputValue('[name=text]'), 'Nhà đang xây lấn ra vỉa hè.');
  await answerAndSend(world, desk, 'with-scripts');
}

async function withoutScripts(world) {
  const desk = await Desk.of(world, 'lan', { width: 360, height: 740 });
  const { page } = desk;
  await page.goto(`${world.url}/console/intake`);
  await page.selectOption('[name=category]', category);
  await page.fill('[name=text]', 'Nhà đang xây lấn ra vỉa hè.');
  // Enter in a line saves, as the button at the end does.
  await page.press('[name=detail]', 'Enter');
  await page.waitForSelector('[name=answer-cao_may_tang]');
  await desk.says('[role=status]', 'có câu hỏi riêng');
  await expectToFit(page, 'questions');
  assert.equal(await page.inputValue('[name=text]'), 'Nhà đang xây lấn ra vỉa hè.');
  await page.fill('[name=answer-cao_may_tang]', 'bốn tầng');
  await page.click('form.intake button.main');
  await desk.says('[role=alert]', 'con số');
  assert.ok(await page.locator('[name=answer-cao_may_tang]').evaluate((e) => e.matches(':focus')));
  await world.shoot(page, 'questions-problem-360');
  await answerAndSend(world, desk, 'without-scripts');
}

async function answerAndSend(world, desk, name) {
  const { page } = desk;
  await page.fill('[name=answer-cao_may_tang]', '4');
  await page.fill('[name=answer-xay_luc_nao]', '2026-11-02T07:30');
  await page.selectOption('[name=answer-co_giay_phep_khong]', 'no');
  await page.check('[name=answer-vuong_gi][value=duong_dien]');
  await page.selectOption('[name=answer-ai_xay]', { label: 'Đơn vị thi công' });
  await page.fill('input[name=answer-bien_so_xe]', '99C-123.45');
  await page.fill(
    'textarea[name=answer-da_thay_nhung_gi]',
    'Đổ cát ra đường.\nCó xe trộn bê tông.',
  );
  await world.shoot(page, `questions-${name}`);
  await page.click('form.intake button.main');
  await page.waitForSelector('.receipt');
  await page.click('main a[href^="/console/cases/"]:not(.back)');
  await page.waitForSelector('.answers');
  const told = await page.locator('.answers').innerText();
  const said = [
    '4',
    '07:30, 02/11/2026',
    'Không',
    'Đường điện',
    'Đơn vị thi công',
    '99C-123.45',
    'Có xe trộn bê tông.',
  ];
  for (const words of [...asked.map(([vi]) => vi), ...said]) {
    assert.ok(told.includes(words), `${words} is missing from ${told}`);
  }
  await expectToFit(page, 'answers');
  await world.shoot(page, `answers-${name}`);
  await desk.close();
}
