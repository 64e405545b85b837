// Notices by mail to a server that others made, with TLS and a login: by the very program, with its
// very options. What it says afterwards, and what the mail server was told until then.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Authority } from './authority.js';
import { MailServer, PASSWORD, USER } from './mailserver.js';
import { attempt } from './programs.js';

const ADDRESS = 'nguyen.thi.lan@bacninh.example';
const FROM = 'Lắng Nghe <phan-anh@bacninh.example>';
const TAKEN = /the trial message was taken/;
const UNKNOWN = /later: the mail server doesn't know us/;
const UNREACHED = /later: the mail server can't be reached/;
const SILENT = /later: the mail server (didn't answer in time|took too long)/;

const both = [
  ['the mail arrives, and nobody else could read it', arrives],
  ['a wrong password: later, and nothing was sent', wrongPassword],
  ['no login where one is wanted: later', noLogin],
  ['a certificate of nobody we know: later, and no login was told', strangers],
  ['a certificate of another host: later, and no login was told', anothers],
  ['it knows no such mailbox: never', noSuchMailbox],
  ['it never greets: later', (stage) => hangs(stage, 'connect')],
  ['it never answers to the login: later', (stage) => hangs(stage, 'auth')],
  ['it never says whether it took the mail: later', (stage) => hangs(stage, 'data')],
];

const ofStartTls = [['it offers no TLS: later, and no login was told in the open', withoutTls]];

const kinds = { smtps: { secure: true }, 'smtp+starttls': { secure: false } };

export const scenarios = [
  ...Object.keys(kinds).flatMap((scheme) => both.map((named) => [scheme, ...named])),
  ...ofStartTls.map((named) => ['smtp+starttls', ...named]),
  ['smtps', 'a line on which nobody speaks: later', nobodySpeaks],
].map(([scheme, name, scenario]) => [
  `langnghe → smtp-server, ${scheme}: ${name}`,
  async (world) => scenario(await Stage.open(world, scheme)),
]);

/** An authority that the program trusts, and a way to a mail server. */
class Stage {
  static async open(world, scheme) {
    const stage = new Stage();
    stage.world = world;
    stage.scheme = scheme;
    stage.authority = await Authority.in(world.folder, 'authority');
    return stage;
  }

  /** A mail server with a certificate of this host, by this authority. */
  async serve(options = {}, host = 'localhost', by = this.authority) {
    const identity = await by.vouchFor(host);
    this.server = await MailServer.open(this.world, {
      ...identity,
      ...kinds[this.scheme],
      ...options,
    });
    this.port = this.server.port;
  }

  /** Lets the program send a trial message; what it said, which never tells whom or by what. */
  async send({ password = PASSWORD, patience = 30 } = {}) {
    const words = ['notices', '--try-to-reach', ADDRESS, '--mail-from', FROM];
    words.push('--mail-server', `${this.scheme}://localhost:${this.port}`);
    words.push('--gateway-patience', String(patience));
    if (password !== null) {
      const file = join(this.world.folder, 'password');
      await writeFile(file, `${password}\n`);
      words.push('--mail-user', USER, '--mail-password-file', file);
    }
    const trusted = { SSL_CERT_FILE: this.authority.certificate, LANGNGHE_LOG: 'trace' };
    const { code, said } = await attempt('langnghe-server', words, trusted);
    for (const secret of ['nguyen.thi.lan', 'bacninh', USER, PASSWORD, 'gửi thử']) {
      assert.ok(!said.includes(secret), `it says ${secret}: ${said}`);
    }
    assert.equal(code, TAKEN.test(said) ? 0 : 1, said);
    return said;
  }

  isToldNothing() {
    assert.deepEqual([this.server.logins, this.server.mails], [[], []]);
  }
}

async function arrives(stage) {
  await stage.serve();
  assert.match(await stage.send(), TAKEN);
  const { logins, mails } = stage.server;
  assert.deepEqual(logins, [{ isLetIn: true, secure: true }]);
  assert.deepEqual(
    mails.map(({ to, secure }) => [to, secure]),
    [[[ADDRESS], true]],
  );
  const [{ raw }] = mails;
  assert.match(raw, /^Message-ID: <[0-9a-f]{32}@bacninh\.example>\r$/m);
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
  const [head, body] = raw.split('\r\n\r\n');
  assert.match(head, /^Content-Type: text\/plain; charset=utf-8\r?$/m);
  assert.ok(decoded(head, body).includes('đây là tin gửi thử'), raw);
}

async function wrongPassword(stage) {
  await stage.serve();
  assert.match(await stage.send({ password: 'khác' }), UNKNOWN);
  assert.deepEqual(stage.server.mails, []);
  assert.ok(stage.server.logins.length > 0);
  assert.ok(stage.server.logins.every(({ isLetIn, secure }) => !isLetIn && secure));
}

async function noLogin(stage) {
  await stage.serve();
  assert.match(await stage.send({ password: null }), UNKNOWN);
  stage.isToldNothing();
}

async function strangers(stage) {
  const stranger = await Authority.in(stage.world.folder, 'stranger');
  await stage.serve({}, 'localhost', stranger);
  assert.match(await stage.send(), UNREACHED);
  stage.isToldNothing();
}

async function anothers(stage) {
  await stage.serve({}, 'mail.example');
  assert.match(await stage.send(), UNREACHED);
  stage.isToldNothing();
}

async function noSuchMailbox(stage) {
  await stage.serve({ knowsNobody: true });
  assert.match(await stage.send(), /never: the mail server refused the mail/);
  assert.deepEqual(stage.server.mails, []);
}

async function hangs(stage, at) {
  await stage.serve({ hangsAt: at });
  assert.match(await stage.send({ patience: 1 }), SILENT);
}

/** Whoever sits in between may leave out that the server could have had TLS. */
async function withoutTls(stage) {
  await stage.serve({ hideSTARTTLS: true, allowInsecureAuth: true });
  assert.match(await stage.send(), UNREACHED);
  stage.isToldNothing();
}

async function nobodySpeaks(stage) {
  const line = createServer(() => {});
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  stage.world.onClose(() => line.close());
  stage.port = line.address().port;
  assert.match(await stage.send({ patience: 1 }), SILENT);
}

function decoded(head, body) {
  const how = /^Content-Transfer-Encoding: (\S+)\r?$/m.exec(head)?.[1];
  if (how === 'base64') return Buffer.from(body, 'base64').toString();
  if (how !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
