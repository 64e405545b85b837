// The world of one scenario: the real server on a data folder of its own, and the flaky link,
// which leads to that server unless it is led elsewhere. Everything ends with it.

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Phone } from '../../browser/src/phone.js';
import { Service, attempt, begin, project, run, until } from './programs.js';

const uploads = '/v1/uploads';

export const original = (name) => join(project, 'core', 'photo', 'fixtures', `${name}.jpg`);

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A photograph as it is sent: made fit to travel by the phone's own code. */
export async function prepared(name, folder) {
  const path = join(folder, `${name}.jpg`);
  await run('langnghe-phone', ['photo', 'prepare', original(name), path]);
  return photographAt(path);
}

/** A photograph as it lies on a disk. */
export async function photographAt(path) {
  const bytes = await readFile(path);
  return { path, name: basename(path, '.jpg'), bytes, sha256: sha256(bytes) };
}

export class World {
  #closers = [];

  static async open() {
    const world = new World();
    world.folder = await mkdtemp(join(tmpdir(), 'langnghe-interop-'));
    world.onClose(() => rm(world.folder, { recursive: true, force: true }));
    try {
      world.data = join(world.folder, 'data');
      const words = ['serve', '--data', world.data, '--listen', '127.0.0.1:0'];
      world.server = await world.#start('langnghe-server', words);
      world.link = await world.linkTo(world.server.address);
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  async #start(name, words) {
    const service = await Service.start(name, words, join(this.folder, 'log'));
    this.onClose(() => service.end());
    return service;
  }

  /** A flaky link to an address. */
  async linkTo(address) {
    return new Link(await this.#start('examples/link', [address]));
  }

  /** What the programs wrote to their logs. */
  async log() {
    return readFile(join(this.folder, 'log'), 'utf8').catch(() => '');
  }

  onClose(close) {
    this.#closers.unshift(close);
  }

  async close() {
    for (const close of this.#closers) await close();
  }

  /** A device that the server knows, and with it whoever may speak for it. */
  async device() {
    const device = new Phone(this.server.url);
    await device.sync();
    return device;
  }

  /** The photographs on the server's disk. */
  async kept() {
    const folder = join(this.data, 'blobs');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Promise.all(
      files.map(({ parentPath, path, name }) => {
        return readFile(join(parentPath ?? path, name));
      }),
    );
  }

  /** Waits until the server's disk has so many bytes of an upload that isn't whole. */
  async untilUnfinished(bytes) {
    const kept = async () => Number(await run('examples/record', [this.data]));
    await until(`${bytes} bytes are kept`, async () => (await kept()) === bytes);
  }

  /** What the server says about an upload: asked directly, past the link. */
  head(device, hash) {
    return fetch(`${this.server.url}${uploads}/${hash}`, {
      method: 'HEAD',
      headers: { Authorization: device.authorization(), 'Tus-Resumable': '1.0.0' },
    });
  }
}

/** A phone with the real core, on a command line. */
export class RealPhone {
  #world;
  #common;

  static async in(world, name = 'phone') {
    const phone = new RealPhone();
    const folder = join(world.folder, name);
    phone.#world = world;
    await mkdir(folder, { recursive: true });
    const key = join(folder, 'key');
    await writeFile(key, randomBytes(32).toString('hex'));
    phone.#common = ['--json', '--home', join(folder, 'home'), '--key-file', key];
    return phone;
  }

  async #ask(words) {
    const printed = await run('langnghe-phone', [...this.#common, ...words]);
    return JSON.parse(printed.trim().split('\n').at(-1));
  }

  /** Files a report with photographs. */
  async file(photographs) {
    const photos = photographs.flatMap((name) => ['--photo', original(name)]);
    const about = ['--category', 'dyke', '--text', 'Đê nứt dài mười mét.'];
    const { id } = await this.#ask(['new', ...about, '--at', '21.5025,106.0760', ...photos]);
    await this.#ask(['submit', id]);
    return id;
  }

  show(id) {
    return this.#ask(['show', id]);
  }

  /** Synchronises for so many seconds: how that ended, and what it said. */
  trySync(server, environment, seconds) {
    const words = [...this.#common, '--server', server, 'sync', '--timeout', String(seconds)];
    return attempt('langnghe-phone', words, environment);
  }

  /** Begins to synchronise, in a process that can be killed. */
  sync(server) {
    const syncing = begin('langnghe-phone', [...this.#common, '--server', server, 'sync']);
    this.#world.onClose(() => syncing.kill());
    return syncing;
  }
}

/** The flaky link of the tests. */
export class Link {
  #service;

  constructor(service) {
    this.#service = service;
    this.url = service.url;
  }

  async #order(order) {
    return JSON.parse(await this.#service.ask(JSON.stringify(order)));
  }

  /** Behaves so from now on. */
  async set(plan) {
    await this.#order({ plan });
  }

  /** Waits until so many cuts were carried out. */
  async untilCut(cuts) {
    await this.#order({ cuts });
  }

  /** The requests about photographs that began to travel, and how many cuts there were. */
  async tally() {
    const { requests, cuts } = await this.#order({});
    return { cuts, requests: requests.filter(({ path }) => path.startsWith(uploads)) };
  }
}

/** A cut of an upload, so many bytes after its request began. */
export function cut(after, ending) {
  return { within: { request: uploads }, direction: 'up', after, ending };
}

/** An answer about an upload that gets lost. */
export const answerLost = { exchanges: { answers_lost: { path: uploads, times: 1 } } };
