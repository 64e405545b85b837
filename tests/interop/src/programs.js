// Programs, as processes that end with whoever started them.

import { execFile, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
export const project = fileURLToPath(new URL('../../..', import.meta.url));
const programs = process.env.LANGNGHE_PROGRAMS ?? join(project, 'target', 'debug');
const interpreter = fileURLToPath(new URL('../.venv/bin/python', import.meta.url));

/** Longer than anything takes on a busy machine; only a failure waits so long. */
export const PATIENCE = 60_000;

/** Runs one of the project's programs to its end; what it printed comes back. */
export async function run(name, words) {
  const { stdout } = await execute(join(programs, name), words, { timeout: PATIENCE });
  return stdout;
}

/** Runs one of the project's programs, which may fail: how it ended, and all that it said. */
export async function attempt(name, words, environment) {
  const options = { timeout: PATIENCE, env: { ...process.env, ...environment } };
  try {
    const { stdout, stderr } = await execute(join(programs, name), words, options);
    return { code: 0, said: stdout + stderr };
  } catch ({ code, stdout, stderr }) {
    return { code, said: stdout + stderr };
  }
}

/** Runs OpenSSL's program. */
export async function openssl(words) {
  await execute('openssl', words, { timeout: PATIENCE });
}

/** Runs a Python script that reads JSON and prints JSON. */
export async function runPython(script, input) {
  const running = execute(interpreter, [script], { timeout: PATIENCE });
  running.child.stdin.end(JSON.stringify(input));
  const { stdout } = await running;
  return JSON.parse(stdout);
}

/** One of the project's programs that says in its first line where it listens, and serves. */
export class Service {
  #process;
  #ended;
  #lines;

  static async start(name, words, log) {
    const service = new Service();
    const errors = await open(log, 'a');
    service.#process = spawn(join(programs, name), words, {
      stdio: ['pipe', 'pipe', errors.fd],
    });
    service.#ended = new Promise((resolve, reject) => {
      service.#process.once('exit', resolve);
      service.#process.once('error', reject);
    });
    await errors.close();
    const lines = createInterface({ input: service.#process.stdout });
    service.#lines = lines[Symbol.asyncIterator]();
    service.url = /listening on (http:\S+)$/.exec(await service.#nextLine())?.[1];
    if (!service.url) throw new Error(`${name} didn't say where it listens`);
    return service;
  }

  /** Where it listens, without the scheme. */
  get address() {
    return new URL(this.url).host;
  }

  async #nextLine() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('a program ended instead of answering');
    return value;
  }

  /** Says a line, and waits for the line that answers it. */
  async ask(line) {
    this.#process.stdin.write(`${line}\n`);
    return this.#nextLine();
  }

  async end() {
    this.#process.kill('SIGTERM');
    await this.#ended;
  }
}

/** Waits until a condition holds. */
export async function until(what, condition) {
  const deadline = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What a scenario comes to, unless it takes longer than any does. */
export async function limited(scenario) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('it came to no end')), 2 * PATIENCE);
  });
  await Promise.race([scenario, late]).finally(() => clearTimeout(timer));
}

/** Begins to run one of the project's programs, which can be killed. */
export function begin(name, words) {
  const child = spawn(join(programs, name), words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += text));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, complaint }));
  });
  return {
    async succeeds() {
      const { code } = await ended;
      if (code !== 0) throw new Error(`${name} ended with ${code}: ${complaint}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
