// Hands that touch nothing but keys.

import assert from 'node:assert/strict';

/** No case's page has more stops than this between two things. */
const MOST_STOPS = 80;

export class Keyboard {
  #page;
  #keys;

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

  /**
   * Goes on from stop to stop until the element has the focus. How many stops there should be is
   * read from the page, so that the keys needn't be waited for one by one; where they lead is
   * looked at afterwards, and from there on each is.
   */
  async tabTo(selector, most = MOST_STOPS) {
    const ahead = Math.min(await this.#page.evaluate(stopsTo, selector), most);
    await this.#tabs(ahead);
    for (let stops = ahead; ; stops += 1) {
      if (await this.#hasFocus(selector)) return;
      if (stops >= most) break;
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

  /** So many keys one after the other, as fast as the browser takes them. */
  async #tabs(count) {
    this.#keys ??= await this.#page.context().newCDPSession(this.#page);
    const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
    const pressed = [];
    for (let n = 0; n < count; n += 1) {
      for (const type of ['rawKeyDown', 'keyUp']) {
        pressed.push(this.#keys.send('Input.dispatchKeyEvent', { type, ...key }));
      }
    }
    await Promise.all(pressed);
  }
}

/** In the page: stops from what has the focus to the element; none if it isn't ahead. */
function stopsTo(selector) {
  const stops = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const order = [...document.querySelectorAll(stops)].filter((element) => {
    // Of a row of dots only one is a stop: the marked one, or the first.
    const { type, name, form } = element;
    const dots = type === 'radio' ? [...form.elements[name]] : [element];
    const isStop = element === (dots.find((dot) => dot.checked) ?? dots[0]);
    return isStop && element.tabIndex >= 0 && !element.disabled && element.checkVisibility();
  });
  const target = order.indexOf(document.querySelector(selector));
  return Math.max(target - order.indexOf(document.activeElement), 0);
}
