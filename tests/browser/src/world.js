// The world that the check looks at: the real server on a data folder of its own, an officer,
// some cases, and a real browser. Everything is closed and removed at the end.

import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { Handset } from './handset.js';
import { Phone } from './phone.js';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../../..', import.meta.url));
const programs = process.env.LANGNGHE_PROGRAMS ?? join(project, 'target', 'debug');
const ready = 'langnghe-server: listening on ';

const commune = '07264';

/** Who works here, and whose cases they see. */
const people = [
  ['lan', 'officer', commune],
  ['huy', 'officer', commune],
  ['mai', 'coordinator'],
];
export const password = 'một mật khẩu dài';

/** What people reported: category, text, latitude and longitude, metres, photographs that came. */
const reports = [
  [
    'dyke',
    'Mái đê phía sông sạt khoảng 6 mét, đá kè trôi xuống bãi, nước đã ngấm sang ruộng.',
    [21.5025, 106.0795],
    12,
    ['04_iphone4s_8mp_o6', 'Landscape_1'],
    ['Landscape_6'],
  ],
  [
    'trees',
    'Cây khô nghiêng ra đường, gió to là đổ. Trẻ con đi học qua đây mỗi sáng.',
    [21.497, 106.081],
    8,
    [],
    ['Landscape_2'],
  ],
  ['waste', 'Đất đá, gạch vỡ đổ trộm ở bãi đất đầu thôn.', [21.509, 106.07], 35, ['02_oppo_13mp']],
  [
    'lighting',
    'Ba cột đèn từ nhà văn hóa đến trạm y tế tắt hơn một tuần.',
    [21.5, 106.079],
    20,
    [],
    ['Landscape_3', 'Landscape_8'],
  ],
  ['road', 'Ổ gà sâu sau trận mưa, hai xe máy đã ngã.', [21.506, 106.085], 1500],
  ['water', 'Nước máy đục và có mùi từ thứ Hai.\nCả xóm phải mua nước bình.'],
  [
    'noise',
    '<script>alert(1)</script> Loa kéo mở đến nửa đêm & sáng sớm "lại mở".',
    [21.503, 106.074],
    5,
  ],
];

async function addPerson(data, [name, role, unit]) {
  const adding = run(join(programs, 'langnghe-server'), [
    ...['user', 'add', name, '--role', role, ...(unit ? ['--unit', unit] : [])],
    ...['--password-stdin', '--data', data],
  ]);
  adding.child.stdin.end(`${password}\n`);
  await adding;
}

export class World {
  commune = commune;
  #handsets = 0;
  #closers = [];

  static async open() {
    const world = new World();
    try {
      await world.#open();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  async #open() {
    this.folder = await mkdtemp(join(tmpdir(), 'langnghe-browser-'));
    this.#closers.push(() => rm(this.folder, { recursive: true, force: true }));
    this.shots = process.env.LANGNGHE_SCREENSHOTS ?? join(this.folder, 'screenshots');
    await mkdir(this.shots, { recursive: true });
    const data = join(this.folder, 'data');
    for (const person of people) await addPerson(data, person);
    this.url = await this.#serve(data);
    this.cases = await this.#fileReports();
    this.browser = await chromium.launch(launchOptions());
    this.#closers.push(() => this.browser.close());
  }

  async #serve(data) {
    const server = spawn(
      join(programs, 'langnghe-server'),
      ['serve', '--data', data, '--listen', '127.0.0.1:0'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((resolve) => server.once('exit', resolve));
    this.#closers.push(async () => {
      server.kill('SIGTERM');
      await ended;
    });
    for await (const line of createInterface({ input: server.stdout })) {
      if (line.startsWith(ready)) return line.slice(ready.length).trim();
    }
    throw new Error('the server ended instead of listening');
  }

  async #fileReports() {
    const phone = new Phone(this.url);
    const cases = {};
    for (const [category, text, at, accuracy, came = [], missing = []] of reports) {
      const delivered = await this.photographs(came);
      const photographs = [...delivered, ...(await this.photographs(missing))];
      const place = at ? { point: { lat: at[0], lon: at[1], accuracy } } : { commune };
      cases[category] = await phone.file({ category, text, place, photographs });
      for (const photograph of delivered) await phone.deliver(photograph);
    }
    this.phone = phone;
    return cases;
  }

  /** Photographs of the project, made fit to travel by the phone's own code. */
  async photographs(names) {
    const fixtures = join(project, 'core', 'photo', 'fixtures');
    const prepared = [];
    for (const name of names) {
      const out = join(this.folder, `${name}.jpg`);
      const phone = join(programs, 'langnghe-phone');
      await run(phone, ['photo', 'prepare', join(fixtures, `${name}.jpg`), out]);
      prepared.push(await readFile(out));
    }
    return prepared;
  }

  /** A browser window of its own. Scripts are off, as nothing here needs them. */
  async visit({ width = 1280, height = 900, scheme = 'light', scripts = false } = {}) {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      javaScriptEnabled: scripts,
      locale: 'vi-VN',
    });
    return this.#watched(context);
  }

  /** A window in a browser whose text is twice as large as usual, by its own settings. */
  async visitWithLargeText({ width = 1280, height = 900 } = {}) {
    const profile = await mkdtemp(join(this.folder, 'profile-'));
    await mkdir(join(profile, 'Default'));
    const webprefs = { default_font_size: 32, default_fixed_font_size: 26 };
    const preferences = JSON.stringify({ webkit: { webprefs } });
    await writeFile(join(profile, 'Default', 'Preferences'), preferences);
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions(),
      viewport: { width, height },
    });
    // It has a browser of its own, which a check that fails leaves open.
    this.#closers.push(() => context.close());
    return this.#watched(context);
  }

  /** A page that notes whatever the browser complains about. */
  async #watched(context) {
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => {
      const { url } = message.location();
      // That a page is a 403, 409 or 422 is said on the page; the browser's line adds nothing.
      const isStatus = message.text().startsWith('Failed to load resource') && url === page.url();
      if (['error', 'warning'].includes(message.type()) && !isStatus) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => {
      // A picture that was still on its way when the page was left.
      if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
      complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
    });
    return { page, context, complaints };
  }

  /** A citizen's phone without a screen. */
  async handset() {
    this.#handsets += 1;
    return Handset.in(join(this.folder, `handset-${this.#handsets}`), {
      program: join(programs, 'langnghe-phone'),
      server: this.url,
    });
  }

  async signIn(page, who = 'lan') {
    await page.goto(`${this.url}/console/sign-in`);
    await this.enter(page, who);
    await page.waitForURL('**/console/cases');
  }

  /** Fills in the page to sign in, and sends it. */
  async enter(page, who) {
    await page.fill('#name', who);
    await page.fill('#password', password);
    await page.press('#password', 'Enter');
  }

  /** As after an hour away from the desk: the browser has no session any more. */
  async endSession(page) {
    await page.context().clearCookies({ name: '__Host-langnghe' });
  }

  caseAddress(category) {
    return `${this.url}/console/cases/${this.cases[category].report}`;
  }

  /** A picture of a page for whoever wants to see them: drawing it takes longer than looking. */
  async shoot(page, name) {
    if (!process.env.LANGNGHE_SCREENSHOTS) return;
    await page.screenshot({ path: join(this.shots, `${name}.png`), fullPage: true });
  }

  async close() {
    for (const close of this.#closers.reverse()) await close();
  }
}

function launchOptions() {
  return {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Chromium's own sandbox refuses to run as root, as in containers; it visits loopback only.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  };
}
