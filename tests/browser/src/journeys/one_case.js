// A case from *received* to *confirmed*: the officer in the browser, the citizen on the phone
// without a screen. It is told twice, with scripts and without.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { fixture } from '../fixtures.js';

export const checks = [true, false].map((scripts) => [
  `a case from received to confirmed, ${scripts ? 'with' : 'without'} scripts`,
  (world) => fromReceivedToConfirmed(world, scripts),
]);

const words = 'Nắp cống vỡ giữa ngõ, tối không ai thấy.';

async function fromReceivedToConfirmed(world, scripts) {
  const phone = await world.handset();
  const report = await phone.file({
    category: 'drainage',
    text: words,
    at: [21.5012, 106.0781],
    photographs: [fixture('Landscape_1')],
  });
  const { reference, clocks } = await phone.look(report);
  assert.ok(clocks, 'the phone knows both deadlines');

  const desk = await Desk.of(world, 'lan', { scripts });
  await desk.page.locator(`.cases a[href$="${report}"]`).first().click();
  await desk.page.waitForURL(`**/${report}`);
  await desk.says('.head', reference);
  await desk.says('.words', words);
  await desk.take('accept');
  assert.equal((await phone.look(report)).case, 'accepted');

  await askedAndAnswered(desk, phone, report);
  await resolved(desk, phone, report);
  await reopened(desk, phone, report);

  await desk.take('start');
  await desk.take('resolve', {
    text: 'Đã thay nắp gang và bắt chốt.',
    cause: 'Nắp bê tông mỏng, xe tải đi qua.',
    remedy: 'lasting',
    photographs: fixture('Landscape_3'),
  });
  await phone.look(report);
  await phone.confirm(report);
  await desk.open(report);
  await desk.says('.head .pill', 'Người dân xác nhận đã xong');
  assert.equal(await desk.form('resolve').count(), 0, 'what is confirmed is done');
  await desk.close();
}

async function askedAndAnswered(desk, phone, report) {
  const question = 'Nắp cống ở phía số nhà chẵn hay lẻ?';
  const answer = 'Phía số lẻ, trước nhà số 15.';
  await desk.take('ask', { text: question });
  const asked = await phone.look(report);
  assert.deepEqual([asked.case, asked.asked], ['needs_information', true]);
  assert.ok(asked.pause, 'the phone shows why the deadline stands still');
  assert.ok(JSON.stringify(asked.timeline).includes(question), 'the phone shows the question');
  await phone.reply(report, answer);
  await desk.open(report);
  await desk.says('.history', answer);
  await desk.take('start');
  const goesOn = await phone.look(report);
  assert.deepEqual([goesOn.case, goesOn.asked, goesOn.pause], ['in_progress', false, null]);
}

async function resolved(desk, phone, report) {
  const [text, cause] = ['Đã đậy tạm bằng tấm thép.', 'Nắp cũ vỡ.'];
  const photographs = fixture('Landscape_2');
  await desk.take('resolve', { text, cause, remedy: 'temporary', photographs });
  await desk.says('.head .pill', 'Đã xử lý');
  assert.equal(await desk.page.locator('#results img').count(), 1);
  const { case: stands, resolution, after, answer_by: until } = await phone.look(report);
  assert.equal(stands, 'resolved');
  assert.deepEqual([resolution.cause, resolution.remedy], [cause, 'temporary']);
  assert.equal(after.length, 1, 'the phone has the photograph of the result');
  assert.ok(until, 'the phone says until when it can be answered');
}

async function reopened(desk, phone, report) {
  const why = 'Tấm thép bị xe hất ra rồi.';
  const before = await pictures(desk, report);
  await phone.reopen(report, why, fixture('Landscape_6'));
  const after = await pictures(desk, report);
  assert.equal(after, before + 1, 'the photograph of what isn’t done stands in the case');
  await desk.says('.head .pill', 'Xử lý lại');
  await desk.says('.history', why);
  assert.equal((await phone.look(report)).case, 'reopened');
}

/** Photographs of the citizen on the case's page, which show as images that can be opened. */
async function pictures(desk, report) {
  await desk.open(report);
  const several = await desk.page.locator('#photographs .strip img').count();
  return several || desk.page.locator('#photographs .photograph img').count();
}
