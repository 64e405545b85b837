// The citizen's phone: the real core on a command line (`langnghe-phone`), with a home of its own.

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class Handset {
  #program;
  #folder;
  #server;

  static async in(folder, { program, server }) {
    const handset = new Handset();
    handset.#program = program;
    handset.#folder = folder;
    handset.#server = server;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'key'), randomBytes(32).toString('hex'));
    return handset;
  }

  /** Runs a command; the last line of JSON that it says. */
  async #say(...words) {
    const { stdout } = await run(this.#program, [
      ...['--home', join(this.#folder, 'home'), '--key-file', join(this.#folder, 'key')],
      ...['--server', this.#server, '--json', ...words],
    ]);
    const last = stdout.trimEnd().split('\n').at(-1);
    return last ? JSON.parse(last) : null;
  }

  /** Writes a report, submits it and sends it with its photographs; its id. */
  async file({ category, text, at, photographs = [] }) {
    const { id } = await this.#say(
      ...['new', '--category', category, '--text', text, '--at', at.join(',')],
      ...photographs.flatMap((photograph) => ['--photo', photograph]),
    );
    await this.#say('submit', id);
    await this.#sync();
    return id;
  }

  /** Answers the officer. */
  async reply(id, text) {
    await this.#say('reply', id, text);
    await this.#sync();
  }

  /** Says that it is fixed. */
  async confirm(id) {
    await this.#say('confirm', id);
    await this.#sync();
  }

  /** Says that it isn't fixed, with a photograph that shows it. */
  async reopen(id, text, photograph) {
    await this.#say('reopen', id, text, '--photo', photograph);
    await this.#sync();
  }

  /** What the phone shows of a report once it has heard what is new. */
  async look(id) {
    await this.#sync();
    return this.#say('show', id);
  }

  async #sync() {
    const ended = await this.#say('sync');
    if (ended.failure || ended.pending || ended.parked) {
      throw new Error(`the phone's sync ended with ${JSON.stringify(ended)}`);
    }
  }
}
