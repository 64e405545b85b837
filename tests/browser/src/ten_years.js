// A browser of 2016 (Chromium 53), spoken to in the protocol that it had then. It has no grids, no
// gaps in its flexible boxes and no async functions: what still works in it works on the office's
// oldest computer.

import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import WebSocket from 'ws';

const run = promisify(execFile);
const installed = fileURLToPath(new URL('../ten_years/browser', import.meta.url));
/** Milliseconds for anything to come about. */
const PATIENCE = 30_000;
/** Milliseconds for what the browser does by itself. */
const AT_ONCE = 3_000;
const STEP = 50;

export class OldBrowser {
  /** What it complained about. */
  complaints = [];
  #window;
  #closers = [];
  #socket;
  #waiting = new Map();
  #asked = 0;
  #presses = 0;

  /** Opens it with a folder of its own, below another, in which it finds whom to trust. */
  static async open({ folder, certificate }) {
    const browser = new OldBrowser();
    try {
      const home = await mkdtemp(join(folder, 'old-'));
      await trust(home, certificate);
      await browser.#open(home);
    } catch (error) {
      await browser.close();
      throw error;
    }
    return browser;
  }

  async #open(home) {
    const port = await freePort();
    this.display = await this.#screen();
    const env = {
      ...process.env,
      HOME: home,
      DISPLAY: this.display,
      QT_QPA_PLATFORM: 'xcb',
      // It visits loopback only, and as root there is no sandbox.
      QTWEBENGINE_DISABLE_SANDBOX: '1',
      QTWEBENGINE_REMOTE_DEBUGGING: String(port),
    };
    this.#window = this.#start(`${installed}/window`, [], { env, stdio: 'ignore' });
    const address = await until(async () => {
      if (this.#window.exitCode !== null) throw new Error('the old browser ended');
      try {
        const [page] = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
        return page?.webSocketDebuggerUrl;
      } catch (error) {
        if (error.cause?.code === 'ECONNREFUSED') return undefined;
        throw error;
      }
    }, 'window');
    this.#socket = new WebSocket(address);
    this.#socket.on('message', (message) => this.#hear(JSON.parse(message)));
    this.#closers.push(async () => this.#socket.terminate());
    await new Promise((resolve, reject) => {
      this.#socket.once('open', resolve);
      this.#socket.once('error', reject);
    });
    for (const domain of ['Page', 'Runtime', 'Console']) await this.#ask(`${domain}.enable`);
  }

  /** A screen that nobody sees; its name. */
  async #screen() {
    const shape = ['-screen', '0', '1280x1400x24', '-nolisten', 'tcp', '-displayfd', '3'];
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
    const screen = this.#start('Xvfb', shape, { stdio });
    for await (const number of createInterface({ input: screen.stdio[3] })) return `:${number}`;
    throw new Error('there is no screen');
  }

  #start(program, args, options) {
    const started = spawn(program, args, options);
    const ended = new Promise((resolve, reject) => {
      started.once('exit', resolve);
      started.once('error', reject);
    });
    this.#closers.push(async () => {
      started.kill('SIGTERM');
      await ended;
    });
    return started;
  }

  #hear({ id, result, error, method, params }) {
    if (id !== undefined) {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    } else if (method === 'Runtime.exceptionThrown') {
      this.complaints.push(JSON.stringify(params));
    } else if (method === 'Console.messageAdded') {
      const { level, text, url } = params.message;
      if (level === 'error') this.complaints.push(`${text} ${url}`);
    }
  }

  #ask(method, params = {}) {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Waits for the page that doing something leads to, until all of it is there. */
  async #leading(work) {
    await this.evaluate('window.left = true');
    await work();
    const arrived = 'window.left === undefined && document.readyState === "complete"';
    await until(() => this.evaluate(arrived), 'the next page');
  }

  async goto(url) {
    await this.#leading(() => this.#ask('Page.navigate', { url }));
  }

  /** As wide as a screen, in its own pixels. */
  async resize(width, height) {
    await this.#ask('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
      fitWindow: false,
    });
  }

  /** What an expression of 2016's language comes to. */
  async evaluate(expression) {
    const asked = { expression, returnByValue: true };
    const { result, wasThrown } = await this.#ask('Runtime.evaluate', asked);
    if (wasThrown || result.subtype === 'error') throw new Error(result.description);
    return result.value;
  }

  /**
   * Writes into a field, as a person would, until all of it stands there: letters that are still
   * on their way scroll the page under what is pressed next.
   */
  async fill(selector, text) {
    await this.click(selector);
    for (const letter of text) {
      await this.#ask('Input.dispatchKeyEvent', { type: 'char', text: letter });
    }
    const value = `document.querySelector(${JSON.stringify(selector)}).value`;
    await until(async () => (await this.evaluate(value)) === text, `${selector} with its text`);
  }

  /** Presses what stands there with the mouse, wherever it is on the page. */
  async click(selector) {
    const pressed = async () => {
      this.#presses += 1;
      const press = this.#presses;
      const { x, y, free } = await this.#restingPlace(selector, press);
      if (!free) throw new Error(`${selector} is covered`);
      for (const type of ['mousePressed', 'mouseReleased']) {
        await this.#ask('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
      // What is pressed while the page still scrolls meets something else: it is pressed again, once
      // that is certain. A page that has no number is the next one.
      return soon(() => this.evaluate(`window.met === undefined || window.met === ${press}`));
    };
    await until(pressed, `a press that meets ${selector}`);
  }

  /** Where an element is, once it has stopped moving. A press that meets it leaves its number. */
  async #restingPlace(selector, press) {
    const look = `(${whereItIs})(${JSON.stringify(selector)}, ${press})`;
    let before;
    return until(async () => {
      const at = await this.evaluate(look);
      if (!at) throw new Error(`there is no ${selector}`);
      const rests = before && at.x === before.x && at.y === before.y;
      before = at;
      return rests && at;
    }, `${selector} at rest`);
  }

  /** Unfolds what hides an element, from the outside in. */
  async unfold(selector) {
    const closed = 'details:not([open])';
    for (;;) {
      const hides = `(${outermostAround})(${JSON.stringify(selector)}, '${closed}')`;
      const nth = await this.evaluate(hides);
      if (nth < 0) return;
      await this.evaluate(`document.querySelectorAll('${closed}')[${nth}].id = 'to-unfold'`);
      await this.click('#to-unfold > summary');
      await this.evaluate(`document.getElementById('to-unfold').removeAttribute('id')`);
    }
  }

  /** Presses what leads to another page. */
  async follow(selector) {
    await this.#leading(() => this.click(selector));
  }

  async close() {
    for (const close of this.#closers.reverse()) await close();
  }
}

async function trust(home, certificate) {
  const kept = `sql:${home}/.pki/nssdb`;
  await mkdir(`${home}/.pki/nssdb`, { recursive: true });
  await run('certutil', ['-d', kept, '-N', '--empty-password']);
  await run('certutil', ['-d', kept, '-A', '-t', 'CP,,', '-n', 'front', '-i', certificate]);
}

/**
 * Runs there: the middle of an element, and whether a mouse would meet it. Notes which press did:
 * one that misses may meet what was pressed before.
 */
function whereItIs(selector, press) {
  const element = document.querySelector(selector);
  if (!element) return null;
  window.met = 0;
  element.addEventListener('click', () => (window.met = press));
  element.scrollIntoView();
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2].map(Math.round);
  const met = document.elementFromPoint(x, y);
  return { x, y, free: !!met && (element.contains(met) || met.contains(element)) };
}

/** Runs there: which of those that such a selector finds is the outermost around an element. */
function outermostAround(selector, around) {
  const element = document.querySelector(selector);
  return [].findIndex.call(document.querySelectorAll(around), (one) => one.contains(element));
}

/** Waits for something to come about, for so long; what it came to, if it did. */
async function soon(come, milliseconds = AT_ONCE) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await come();
    if (found || Date.now() > end) return found;
    await pause(STEP);
  }
}

/** Waits for what has to come about; `what` it is says the error of who waited in vain. */
async function until(come, what) {
  const found = await soon(come, PATIENCE);
  if (!found) throw new Error(`there was no ${what} within ${PATIENCE} ms`);
  return found;
}

/** A port that was free a moment ago: the window can't be asked to find one. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
