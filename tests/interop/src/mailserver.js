// A mail server that others made (smtp-server, of nodemailer), and what it was told: each login, and
// each mail.

import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export const USER = 'phan-anh';
export const PASSWORD = 'đò-ngang-17';

const never = () => {};

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
