// An officer at the desk: a window that is signed in, and hands that fill in a case's forms.

import assert from 'node:assert/strict';

/** Fields that are chosen from a list, and those that are marked with a dot. */
const CHOSEN = ['unit', 'user'];
const MARKED = ['remedy', 'level', 'public'];

export class Desk {
  #world;
  #context;
  #complaints;

  /** A window of its own, signed in. */
  static async of(world, who, options) {
    const desk = new Desk();
    const { page, context, complaints } = await world.visit(options);
    desk.#world = world;
    desk.#context = context;
    desk.#complaints = complaints;
    desk.page = page;
    await world.signIn(page, who);
    return desk;
  }

  /** Opens a case's page. */
  async open(report) {
    await this.page.goto(`${this.#world.url}/console/cases/${report}`);
  }

  /** A second window of the same person. */
  async secondWindow() {
    return this.#context.newPage();
  }

  /** The form of a step, wherever the page has it. */
  form(step) {
    return this.page.locator(`form:has(input[name=do][value=${step}])`).first();
  }

  /** Fills in a step's form, unfolding it where it is folded away. */
  async fill(step, fields) {
    const form = this.form(step);
    const folded = this.page.locator('details:not([open])', { has: form });
    // The outer fold has to go first: what lies in it can't be pressed before.
    while ((await folded.count()) > 0) await folded.first().locator('> summary').click();
    for (const [name, value] of Object.entries(fields)) await fillIn(form, name, value);
  }

  /** Sends a step's form, and waits for the page that answers. */
  async send(step) {
    const answered = this.page.waitForEvent('domcontentloaded');
    await this.form(step).locator('button').last().click();
    await answered;
  }

  /** Takes a step, and sees that the page says so. */
  async take(step, fields = {}) {
    await this.fill(step, fields);
    await this.send(step);
    await this.page.waitForSelector('[role=status]');
  }

  /** What the first such element says. */
  async says(selector, text) {
    await says(this.page, selector, text);
  }

  /** What stands in a field of a step's form. */
  async typed(step, name) {
    const field = this.form(step).locator(`[name=${name}]`);
    if (MARKED.includes(name)) {
      return this.form(step).locator(`[name=${name}]:checked`).getAttribute('value');
    }
    return field.inputValue();
  }

  /** The browser had to complain of this: that isn't held against the page. */
  expectComplaint(words) {
    const at = this.#complaints.findIndex((complaint) => complaint.includes(words));
    assert.ok(at >= 0, `nobody complained of ${words}`);
    this.#complaints.splice(at, 1);
  }

  /** Closes the window; the browser mustn't have complained about anything. */
  async close() {
    assert.deepEqual(this.#complaints, []);
    await this.#context.close();
  }
}

async function fillIn(form, name, value) {
  if (name === 'photographs') {
    await form.locator('[name=photographs]').setInputFiles(value);
  } else if (CHOSEN.includes(name)) {
    await form.locator(`select[name=${name}]`).selectOption(value);
  } else if (MARKED.includes(name)) {
    await form.locator(`[name=${name}][value=${value}]`).check();
  } else {
    await form.locator(`[name=${name}]`).fill(value);
  }
}

export async function says(page, selector, text) {
  const shown = await page.locator(selector).first().textContent();
  assert.ok(shown.includes(text), `${selector} says ${JSON.stringify(shown)}, not ${text}`);
}
