// A tus server that others made, at the addresses of ours: @tus/server takes the photographs, and
// the real server everything else, as its phones need it.
//
// Beside tus, the protocol asks for two things. The address of an upload is the photograph's
// hash: the server's own setting for names does that. And a refusal says its code in a header,
// because a phone concludes nothing from a bare status: that is put on here. Nobody asks who
// uploads.

import { createServer, request as sendRequest } from 'node:http';
import { once } from 'node:events';
import { readFile, rm, stat, truncate } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { until } from './programs.js';

const root = '/v1/uploads';
/** By 410 it says that it has lost a file; by ours a server says that nobody wants it any more. */
const codes = { 404: 'unknown_upload', 409: 'offset_conflict', 410: 'unknown_upload' };

class NamesItsRefusals extends Server {
  async handler(request) {
    const response = await super.handler(request);
    const code = codes[response.status];
    if (code) response.headers.set('Langnghe-Problem', code);
    return response;
  }
}

export class ForeignServer {
  #folder;
  #tus;
  #front;
  #ours;

  /** Every request about a photograph, with what was kept of it as the request came. */
  requests = [];

  static async open(world) {
    const foreign = new ForeignServer();
    foreign.#ours = world.server.url;
    foreign.#folder = join(world.folder, 'foreign');
    foreign.#tus = new NamesItsRefusals({
      path: root,
      relativeLocation: true,
      datastore: new FileStore({ directory: foreign.#folder }),
      namingFunction: ({ url }) => hashIn(new URL(url).pathname),
    });
    foreign.#front = createServer((request, response) => foreign.#take(request, response));
    foreign.#front.listen(0, '127.0.0.1');
    await once(foreign.#front, 'listening');
    world.onClose(() => foreign.#close());
    const { address, port } = foreign.#front.address();
    foreign.address = `${address}:${port}`;
    return foreign;
  }

  async #close() {
    this.#front.close();
    this.#front.closeAllConnections();
    await once(this.#front, 'close');
  }

  #take(request, response) {
    if (!request.url.startsWith(root)) {
      this.#passOn(request, response);
      return;
    }
    const { method, headers } = request;
    const offset = headers['upload-offset'];
    const entry = { method, kept: this.#sizeOf(hashIn(request.url)), isOver: false };
    if (offset !== undefined) entry.offset = Number(offset);
    this.requests.push(entry);
    response.once('close', () => {
      entry.isOver = true;
      if (response.headersSent) entry.status = response.statusCode;
    });
    // A phone that has gone hears nothing any more.
    this.#tus.handle(request, response).catch(() => response.destroy());
  }

  #passOn(request, response) {
    const { method, headers } = request;
    const onward = sendRequest(new URL(request.url, this.#ours), { method, headers });
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  }

  #sizeOf(hash) {
    return statSync(join(this.#folder, hash), { throwIfNoEntry: false })?.size ?? 0;
  }

  /** The bytes of an upload, as they lie on the disk. */
  async bytesOf(hash) {
    return readFile(join(this.#folder, hash));
  }

  /** Waits until so many bytes of an upload are on the disk. */
  async untilKept(hash, bytes) {
    await until(`${bytes} bytes are kept`, () => this.#sizeOf(hash) === bytes);
  }

  /** Waits until nothing is under way. */
  async untilIdle() {
    await until('every request is over', () => this.requests.every(({ isOver }) => isOver));
  }

  /** Loses the end of an upload, as a disk does that wasn't synchronised before a power cut. */
  async lose(hash, left) {
    const file = join(this.#folder, hash);
    const { size } = await stat(file);
    if (size <= left) throw new Error(`there are only ${size} bytes`);
    await truncate(file, left);
  }

  /** Forgets an upload. */
  async forget(hash) {
    await rm(join(this.#folder, hash));
    await rm(join(this.#folder, `${hash}.json`));
  }
}

function hashIn(path) {
  return path.split('/').at(-1);
}
