// A coordinator adds a unit, a rule and a holiday: the next report goes there, with that deadline.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';

export const checks = [true, false].map((scripts) => [
  `a coordinator adds a unit, a rule and a holiday, ${scripts ? 'with' : 'without'} scripts`,
  (world) => unitRuleAndHoliday(world, scripts),
]);

async function unitRuleAndHoliday(world, scripts) {
  const suffix = scripts ? 'cx' : 'cxb';
  const category = scripts ? 'trees' : 'environment';
  const name = scripts ? 'Tổ cây xanh' : 'Tổ môi trường';
  const report = {
    category,
    text: 'Cành gãy vướng dây điện, mong xử lý sớm.',
    place: { commune: world.commune },
  };
  const before = due(await filed(world, report));

  const desk = await Desk.of(world, 'mai', { scripts });
  await settle(world, desk, 'units', '#unit', { of: world.commune, suffix, vi: name });
  const code = `${world.commune}-${suffix}`;
  const rule = { category, commune: world.commune, to: code };
  await settle(world, desk, 'routing', '#rule', rule);
  // The day on which it would have been due is off: everything is due a day later.
  const date = dayIn(before);
  await settle(world, desk, 'calendar', '#day', {
    date,
    vi: 'Ngày hội xã',
    source_vi: 'Thông báo của UBND tỉnh',
  });
  await desk.close();

  const next = await filed(world, report);
  const received = next.history.find(({ what }) => what.kind === 'received').what;
  assert.ok(received.unit.vi.includes(name), `it went to ${received.unit.vi}`);
  assert.ok(due(next) > before, `${due(next)} isn’t later than ${before}`);
  assert.notEqual(dayIn(due(next)), date);
}

/** Fills in a form of a page of settings, and sees that it is saved. */
async function settle(world, desk, room, form, fields) {
  const { page } = desk;
  await page.goto(`${world.url}/console/settings/${room}`);
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`${form} [name=${name}]`);
    const kind = await field.evaluate((element) => element.tagName);
    await (kind === 'SELECT' ? field.selectOption(value) : field.fill(value));
  }
  const answered = page.waitForEvent('domcontentloaded');
  await page.click(`${form} button.main`);
  await answered;
  // Dates of open cases move with the calendar: that is asked about first.
  if (room === 'calendar') {
    await desk.says('#ahead', 'sẽ đổi hạn');
    const saved = page.waitForEvent('domcontentloaded');
    await page.click('#sure button.main');
    await saved;
  }
  await desk.says('[role=status], [role=alert]', 'Đã lưu');
}

/** What the server tells the phone of a report that has just been filed. */
async function filed(world, report) {
  const filed = await world.phone.file(report);
  const { changes } = await world.phone.sync();
  return changes.find((change) => change.report === filed.report).what;
}

/** When it has to be resolved. */
function due({ history }) {
  const clocks = history.map(({ what }) => what).findLast((what) => what.resolution ?? what.clocks);
  return (clocks.clocks ?? clocks).resolution.due;
}

/** The day in Vietnam. */
function dayIn(moment) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(moment),
  );
}
