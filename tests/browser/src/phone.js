// A phone that files reports over the server's real protocol: what the console shows has come
// the way everything comes. Only what this check needs; the protocol is in docs/protocol.md.

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const TUS = { 'Tus-Resumable': '1.0.0' };

/** A UUIDv7 as bytes. */
function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes;
}

function written(bytes) {
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}

export class Phone {
  #server;
  #device = uuid();
  #token = randomBytes(32);
  #key = generateKeyPairSync('ed25519');
  #next = new Map();

  constructor(server) {
    this.#server = server;
  }

  /** What its requests are signed with, for whoever speaks in its name. */
  authorization() {
    return `Bearer ${written(this.#device)}.${this.#token.toString('base64url')}`;
  }

  #registration() {
    const label = Buffer.from('langnghe registration v1\n');
    const signed = Buffer.concat([label, this.#device, sha256(this.#token)]);
    const { x } = this.#key.publicKey.export({ format: 'jwk' });
    return {
      device: written(this.#device),
      public_key: x,
      proof: sign(null, signed, this.#key.privateKey).toString('base64url'),
      app: 'browser check',
    };
  }

  /** Sends one operation; the answer has every change, because no cursor is kept. */
  async #operate(report, kind, body) {
    const n = this.#next.get(report) ?? 0;
    const now = new Date().toISOString();
    const operation = { id: written(uuid()), report, n, at: now, kind, body };
    const answer = await this.sync([operation]);
    const [result] = answer.results;
    if (result.outcome !== 'applied') {
      throw new Error(`${kind} was answered ${JSON.stringify(result)}`);
    }
    this.#next.set(report, n + 1);
    return result;
  }

  /** One round trip. */
  async sync(operations = []) {
    const response = await fetch(`${this.#server}/v1/sync`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: this.authorization() },
      body: JSON.stringify({
        register: this.#registration(),
        now: new Date().toISOString(),
        operations,
      }),
    });
    if (!response.ok) {
      throw new Error(`the sync was answered ${response.status}: ${await response.text()}`);
    }
    return response.json();
  }

  /** Files a report. Photographs are JPEGs as phones prepare them; they travel on their own. */
  async file({ category, text, place, photographs = [] }) {
    const report = written(uuid());
    const result = await this.#operate(report, 'file', {
      category,
      text,
      place,
      noticed_at: new Date(Date.now() - 25 * 60_000).toISOString(),
      attachments: photographs.map((photograph) => ({
        kind: 'photo',
        sha256: sha256(photograph).toString('hex'),
        bytes: photograph.length,
      })),
      catalogue: 1,
    });
    return { report, reference: result.reference };
  }

  /** Delivers a photograph in one request (tus, creation-with-upload). */
  async deliver(photograph) {
    const digest = sha256(photograph);
    const response = await fetch(`${this.#server}/v1/uploads/${digest.toString('hex')}`, {
      method: 'POST',
      headers: {
        ...TUS,
        Authorization: this.authorization(),
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Length': String(photograph.length),
        'Upload-Checksum': `sha256 ${digest.toString('base64')}`,
      },
      body: photograph,
    });
    if (response.status !== 201) {
      throw new Error(`the upload was answered ${response.status}: ${await response.text()}`);
    }
  }

  /** The person answers the officer. */
  async reply(report, text) {
    await this.#operate(report, 'reply', { text });
  }

  /** The person says that it is fixed. */
  async confirm(report) {
    await this.#operate(report, 'confirm', {});
  }

  /** The person says that it isn't fixed. */
  async reopen(report, text) {
    await this.#operate(report, 'reopen', { text });
  }

  /** The person takes the report back. */
  async withdraw(report) {
    await this.#operate(report, 'withdraw', {});
  }
}
