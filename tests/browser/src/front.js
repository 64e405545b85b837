// What stands before the server in an office: it speaks TLS with browsers and phones, and hands
// everything on. Without it, an old browser keeps no cookie that is to travel safely.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A key, and a certificate for loopback that nobody else vouches for; it lies at `path`. */
export async function selfSigned(folder) {
  const path = join(folder, 'front.pem');
  const key = join(folder, 'front.key');
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', path],
  ]);
  return { key: await readFile(key), cert: await readFile(path), path };
}

export class Front {
  #server;

  /** Before the server at `url`; it proves who it is with a key and a certificate. */
  static async of(url, { key, cert }) {
    const front = new Front();
    const server = createServer({ key, cert }, (asked, answer) => handOn(url, asked, answer));
    front.#server = server;
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    front.url = `https://127.0.0.1:${server.address().port}`;
    return front;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function handOn(url, asked, answer) {
  const { method, headers } = asked;
  const further = request(new URL(asked.url, url), { method, headers }, (answered) => {
    answer.writeHead(answered.statusCode, answered.headers);
    answered.pipe(answer);
  });
  further.once('error', () => answer.destroy());
  asked.pipe(further);
}
