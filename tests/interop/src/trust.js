// The phone over TLS, with certificates of OpenSSL's: whom it believes, and what it says and keeps
// where it can't believe. Nothing of the phone is replaced; what the system trusts is named to it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Front } from '../../browser/src/front.js';
import { Authority } from './authority.js';
import { RealPhone } from './world.js';

const HOST = '127.0.0.1';
/** Seconds for what is tried in vain: all of them pass. */
const IN_VAIN = 10;
const PATIENCE = 60;

export const scenarios = [
  ['a server that is vouched for: all arrives', vouchedFor],
  ['nothing proves that it is the server: nothing leaves, and the person is told why', unproven],
].map(([name, scenario]) => [`langnghe over TLS: ${name}`, scenario]);

async function vouchedFor(world, photograph) {
  const authority = await Authority.in(world.folder, 'authority');
  const front = await frontOf(world, await authority.vouchFor(HOST));
  const phone = await RealPhone.in(world);
  const report = await phone.file([photograph.name]);
  await arrives(world, phone, report, front, authority);
  assert.equal((await world.kept()).length, 1);
}

async function unproven(world, photograph) {
  const authority = await Authority.in(world.folder, 'authority');
  const stranger = await Authority.in(world.folder, 'stranger');
  const proven = await frontOf(world, await authority.vouchFor(HOST));
  const cases = {
    'of nobody that the system knows': [await stranger.vouchFor(HOST), authority],
    'of another host': [await authority.vouchFor('elsewhere.example'), authority],
    // The same for a phone whose clock is ahead of the time.
    'out of date': [await authority.vouchFor(HOST, -1), authority],
    'where the system knows nobody': [await authority.vouchFor(HOST), undefined],
  };
  const phones = Object.entries(cases).map(async ([name, [identity, trusted]]) => {
    const front = await frontOf(world, identity);
    const phone = await RealPhone.in(world, name);
    const report = await phone.file([photograph.name]);
    const { code, said } = await phone.trySync(front.url, trusting(world, trusted), IN_VAIN);
    assert.equal(code, 1, name);
    assert.match(said, /ngày giờ của máy có thể sai.*\[not_proven/, name);
    assert.equal((await phone.show(report)).delivery, 'waiting', name);
    return [phone, report];
  });
  const kept = await Promise.all(phones);
  assert.deepEqual(await world.kept(), []);
  for (const [phone, report] of kept) await arrives(world, phone, report, proven, authority);
}

async function frontOf(world, identity) {
  const front = await Front.of(world.server.url, identity);
  world.onClose(() => front.close());
  return front;
}

/** The environment of a program whose system trusts an authority, or nobody. */
function trusting(world, authority) {
  return {
    SSL_CERT_FILE: authority?.certificate ?? join(world.folder, 'nobody.pem'),
    SSL_CERT_DIR: join(world.folder, 'nobody'),
  };
}

async function arrives(world, phone, report, front, authority) {
  const { code, said } = await phone.trySync(front.url, trusting(world, authority), PATIENCE);
  assert.equal(code, 0, said);
  assert.equal((await phone.show(report)).delivery, 'complete');
}
