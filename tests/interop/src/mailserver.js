// A mail server that others made (smtp-server, of nodemailer), with certificates of an authority
// that exists for one scenario, and what it was told: each login, and each mail.

import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { openssl } from './programs.js';

export const USER = 'phan-anh';
export const PASSWORD = 'đò-ngang-17';

const never = () => {};

/** An authority, and what it says of who is who. */
export class Authority {
  static async in(folder, name) {
    const authority = new Authority();
    authority.folder = folder;
    authority.key = join(folder, `${name}.key`);
    authority.certificate = join(folder, `${name}.pem`);
    const subject = ['-subj', `/CN=${name}`, '-days', '2'];
    const made = ['-keyout', authority.key, '-out', authority.certificate];
    await openssl(['req', '-x509', ...freshKey, ...made, ...subject]);
    return authority;
  }

  /** A key, and a certificate that it belongs to a host. */
  async vouchFor(host) {
    const at = (ending) => join(this.folder, `${host}.${ending}`);
    await writeFile(at('ext'), `subjectAltName=DNS:${host}\nbasicConstraints=CA:FALSE\n`);
    const asked = ['-keyout', at('key'), '-out', at('csr'), '-subj', `/CN=${host}`];
    await openssl(['req', ...freshKey, ...asked]);
    const by = ['-CA', this.certificate, '-CAkey', this.key, '-CAcreateserial', '-days', '2'];
    const to = ['-in', at('csr'), '-extfile', at('ext'), '-out', at('pem')];
    await openssl(['x509', '-req', ...by, ...to]);
    return { key: readFileSync(at('key')), cert: readFileSync(at('pem')) };
  }
}

const freshKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export class MailServer {
  #server;

  /** Every login: the name, whether it was let in, and whether nobody else could read it. */
  logins = [];
  /** Every mail: to whom, its text as it came, and whether nobody else could read it. */
  mails = [];

  /**
   * `options` are the server's own. Besides, `hangsAt` names the step to which it never answers
   * (connect, auth, data), and `knowsNobody` lets it refuse every mailbox.
   */
  static async open(world, { hangsAt, knowsNobody, ...options }) {
    const server = new MailServer();
    server.#server = new SMTPServer({
      ...options,
      closeTimeout: 100,
      onConnect: hangsAt === 'connect' ? never : (_, done) => done(),
      onAuth: hangsAt === 'auth' ? never : (...told) => server.#login(...told),
      onRcptTo: (_, __, done) => done(knowsNobody ? refusal() : undefined),
      onData: (stream, session, done) => {
        server.#take(stream, session, hangsAt === 'data' ? never : done);
      },
    });
    // A client that turns away in the middle is no fault of the server's.
    server.#server.on('error', never);
    const listening = server.#server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    server.port = listening.address().port;
    world.onClose(() => new Promise((resolve) => server.#server.close(resolve)));
    return server;
  }

  #login({ username, password }, { secure }, done) {
    const isLetIn = username === USER && password === PASSWORD;
    this.logins.push({ isLetIn, secure });
    done(isLetIn ? null : new Error('wrong'), isLetIn ? { user: username } : undefined);
  }

  async #take(stream, { envelope, secure }, done) {
    const parts = [];
    for await (const part of stream) parts.push(part);
    const to = envelope.rcptTo.map(({ address }) => address);
    this.mails.push({ to, raw: Buffer.concat(parts).toString(), secure });
    done();
  }
}

function refusal() {
  return Object.assign(new Error('there is no such mailbox'), { responseCode: 550 });
}
