// Hands that touch nothing but keys.

import assert from 'node:assert/strict';

/** No case's page has more stops than this between two things. */
const MOST_STOPS = 80;

export class Keyboard {
  #page;

  constructor(page) {
    this.#page = page;
  }

  async type(text) {
    await this.#page.keyboard.type(text);
  }

  async press(key) {
    await this.#page.keyboard.press(key);
  }

  async tab() {
    await this.press('Tab');
  }

  /** Goes on from stop to stop until the element has the focus. */
  async tabTo(selector, most = MOST_STOPS) {
    for (let stops = 0; stops < most; stops += 1) {
      if (await this.#hasFocus(selector)) return;
      await this.tab();
    }
    assert.fail(`${selector} can't be reached with the keyboard`);
  }

  async expectFocus(selector) {
    assert.ok(await this.#hasFocus(selector), `${selector} should have the focus`);
  }

  async #hasFocus(selector) {
    return (await this.#page.locator(`${selector}:focus`).count()) > 0;
  }
}
