// Two officers have one case open. Whoever is later loses nothing: neither the words, nor what
// the other did.

import assert from 'node:assert/strict';
import { Desk } from '../desk.js';
import { fixture } from '../fixtures.js';

export const checks = [
  ...[true, false].map((scripts) => [
    `two officers collide on one case, ${scripts ? 'with' : 'without'} scripts`,
    (world) => twoOfficers(world, scripts),
  ]),
  ['a step that another has taken can’t be taken again, and its words are there', alreadyTaken],
];

async function twoOfficers(world, scripts) {
  const { report } = await world.phone.file({
    category: 'lighting',
    text: 'Đèn đầu ngõ nhấp nháy cả đêm.',
    place: { commune: world.commune },
  });
  const [lan, huy] = await both(world, report, { scripts });
  const [own, others] = ['Tổ điện sẽ đến sáng mai.', 'Đã gọi tổ điện của phường.'];
  await lan.fill('reply', { text: own });
  await huy.take('accept');
  await huy.take('reply', { text: others });

  await lan.send('reply');
  await lan.says('[role=alert]', 'Vụ việc vừa thay đổi');
  await lan.says('.history', others);
  await lan.says('.history', 'huy');
  assert.equal(await lan.typed('reply', 'text'), own);
  await lan.take('reply');
  await lan.says('.history', own);
  await lan.close();
  await huy.close();
}

async function alreadyTaken(world) {
  const { report } = await world.phone.file({
    category: 'waste',
    text: 'Bao rác to chắn lối vào chợ.',
    place: { commune: world.commune },
  });
  const [lan, huy] = await both(world, report);
  await lan.take('accept');
  await huy.open(report);
  await lan.fill('resolve', {
    text: 'Đội vệ sinh đã dọn.',
    cause: 'Người bán hàng bỏ lại.',
    remedy: 'lasting',
    photographs: fixture('Landscape_4'),
  });
  const without = 'Dọn xong trước khi kịp chụp.';
  await huy.take('resolve', {
    text: 'Đã dọn từ sáng.',
    cause: 'Chợ tan không ai dọn.',
    remedy: 'temporary',
    without_photograph: without,
  });
  await lan.send('resolve');
  await lan.says('[role=alert]', 'Vụ việc vừa thay đổi');
  assert.equal(await lan.form('resolve').count(), 0);
  await lan.says('[aria-labelledby=wrote]', 'Đội vệ sinh đã dọn.');
  await lan.says('[aria-labelledby=wrote]', 'Người bán hàng bỏ lại.');
  await lan.close();
  await huy.close();
}

/** Both officers of the commune, with the case in front of them. */
async function both(world, report, options) {
  const desks = [];
  for (const who of ['lan', 'huy']) {
    const desk = await Desk.of(world, who, options);
    await desk.open(report);
    desks.push(desk);
  }
  return desks;
}
