// A list that stays open says what another officer does, in its row and without being loaded again.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';

export const checks = [['an open list hears that another officer takes a case', anotherTakes]];

async function anotherTakes(world) {
  const file = (text) =>
    world.phone.file({ category: 'waste', text, place: { commune: world.commune } });
  const { report } = await file('Rác đổ trộm dưới chân cầu.');
  const { report: untouched } = await file('Thùng rác đầu ngõ vỡ nắp.');
  const lan = await Desk.of(world, 'lan', { scripts: true });
  const huy = await Desk.of(world, 'huy');
  await lan.page.goto(`${world.url}/console/cases`);
  // What a page that is loaded again would have forgotten.
  await lan.page.evaluate(() => {
    window.stayed = true;
  });
  const row = (of) =>
    lan.page.locator('.cases > li', { has: lan.page.locator(`a[href$="${of}"]`) });
  const before = await lan.page.locator('.cases > li').count();
  await row(report).locator('.choose input').check();
  assert.equal(await look(lan.page), 204, 'nothing has happened yet');

  await huy.open(report);
  await huy.take('accept');
  assert.equal(await look(lan.page), 200);
  const said = row(report).locator('.news[role=status]');
  await said.waitFor();
  assert.equal((await said.textContent()).trim(), 'huy vừa làm việc với vụ này: Đã tiếp nhận.');
  assert.equal((await row(untouched).locator('.news').textContent()).trim(), '');
  assert.equal(await look(lan.page), 204, 'told once');

  await file('Xe rác bỏ sót ngõ 12.');
  assert.equal(await look(lan.page), 200);
  await lan.page.locator('#arrived[role=status]').waitFor();
  await lan.says('#arrived', 'Vừa có 1 phản ánh mới.');
  assert.ok(await row(report).locator('.choose input').isChecked(), 'what was marked stays so');
  assert.ok(await lan.page.evaluate(() => window.stayed), 'the page wasn’t loaded again');
  await lan.page.locator('#arrived a').click();
  await row(report).locator('.pill', { hasText: 'Đã tiếp nhận' }).waitFor();
  assert.equal(await lan.page.locator('.cases > li').count(), before + 1);
  await lan.close();
  await huy.close();
}

/** Has the page ask for news, as it does by itself every twenty seconds; the answer's status. */
async function look(page) {
  const answered = page.waitForResponse((response) => response.url().includes('/console/news'));
  await page.evaluate(() => window.htmx.trigger(document.getElementById('news'), 'look'));
  return (await answered).status();
}
