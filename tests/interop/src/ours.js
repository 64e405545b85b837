// The phone's uploads against a tus server that others made. Nothing of the phone is replaced:
// its core decides, its transport speaks, and its process may be killed.

import assert from 'node:assert/strict';
import { ForeignServer } from './foreign.js';
import { RealPhone, answerLost, cut } from './world.js';

export const scenarios = [
  ['photographs arrive, each in one request', eachInOneRequest],
  ['cut before anything arrived: it is created then', cutBeforeAnything],
  ['cut where the connection just stops: it goes on from the byte', stopped],
  ['cut by resets: it goes on from what the server has written', reset],
  ['the last answer is lost: no byte is sent again', lastAnswerLost],
  ['the phone is killed: the next process goes on from the byte', killed],
  ['the server lost what it had acknowledged: it goes on from less', serverLostTheEnd],
  ['the server forgot the upload: it starts over', serverForgot],
].map(([name, scenario]) => [
  `langnghe → @tus/server: ${name}`,
  async (world, ...photographs) => scenario(await Stage.open(world), ...photographs),
]);

/** A phone, and the flaky link between it and the foreign server. */
class Stage {
  static async open(world) {
    const stage = new Stage();
    stage.foreign = await ForeignServer.open(world);
    stage.link = await world.linkTo(stage.foreign.address);
    stage.phone = await RealPhone.in(world);
    return stage;
  }

  async file(...photographs) {
    this.photographs = photographs;
    this.report = await this.phone.file(photographs.map(({ name }) => name));
  }

  sync() {
    return this.phone.sync(this.link.url);
  }

  /** Lets an upload stop after so many bytes, for as long as `during` takes. */
  async stopAt(after, during) {
    const cuts = (await this.link.tally()).cuts + 1;
    await this.link.set({ cuts: [cut(after, 'stall')] });
    await during?.();
    await this.link.untilCut(cuts);
    const { requests } = await this.link.tally();
    const arrived = requests.at(-1).body_bytes;
    const [{ sha256 }] = this.photographs;
    const kept = (requests.at(-1).upload_offset ?? 0) + arrived;
    await this.foreign.untilKept(sha256, kept);
    return kept;
  }

  /** The connection that stopped is gone, for both ends. */
  async loseTheSignal() {
    await this.link.set({ signal: 'none' });
    await this.foreign.untilIdle();
  }

  async signalComesBack() {
    await this.link.set({});
  }

  /** What the foreign server was asked, from which byte, and what it answered. */
  exchanges() {
    return this.foreign.requests.map(({ method, offset, status }) => {
      return [method, ...(offset === undefined ? [] : [offset]), status ?? 'cut'].join(' ');
    });
  }

  /** Everything is there, and the phone says so. */
  async expectComplete() {
    for (const { sha256, bytes } of this.photographs) {
      assert.ok(bytes.equals(await this.foreign.bytesOf(sha256)), `${sha256} is another`);
    }
    const { delivery, photos_sent: sent, photographs } = await this.phone.show(this.report);
    const named = photographs.map((photograph) => photograph.sha256);
    assert.deepEqual(
      { delivery, sent, named },
      {
        delivery: 'complete',
        sent: this.photographs.length,
        named: this.photographs.map(({ sha256 }) => sha256),
      },
    );
  }
}

async function eachInOneRequest(stage, ...photographs) {
  await stage.file(...photographs);
  await stage.sync().succeeds();
  await stage.expectComplete();
  assert.deepEqual(stage.exchanges(), ['POST 201', 'POST 201']);
}

async function cutBeforeAnything(stage, photograph) {
  await stage.file(photograph);
  // In the middle of the request's head, and before the first byte of the next one.
  await stage.link.set({ cuts: [cut(0, 'reset'), cut(100, 'reset')] });
  await stage.sync().succeeds();
  await stage.expectComplete();
  assert.equal((await stage.link.tally()).cuts, 2);
  assert.deepEqual(stage.exchanges(), ['HEAD 404', 'POST 201']);
}

async function stopped(stage, photograph) {
  await stage.file(photograph);
  let syncing;
  const first = await stage.stopAt(20_000, () => {
    syncing = stage.sync();
  });
  await stage.loseTheSignal();
  const second = await stage.stopAt(100_000);
  await stage.loseTheSignal();
  const third = await stage.stopAt(1_000);
  await stage.loseTheSignal();
  await stage.signalComesBack();
  await syncing.succeeds();
  await stage.expectComplete();
  assert.ok(0 < first && first < second && second < third, `${first}, ${second}, ${third}`);
  assert.deepEqual(stage.exchanges(), [
    'POST cut',
    ...['HEAD 200', `PATCH ${first} cut`],
    ...['HEAD 200', `PATCH ${second} cut`],
    ...['HEAD 200', `PATCH ${third} 204`],
  ]);
}

async function reset(stage, photograph) {
  await stage.file(photograph);
  await stage.link.set({ cuts: [2_000, 40_000, 120_000].map((after) => cut(after, 'reset')) });
  await stage.sync().succeeds();
  await stage.expectComplete();
  assert.equal((await stage.link.tally()).cuts, 3);
  const appended = stage.foreign.requests.filter(({ method }) => method === 'PATCH');
  assert.ok(appended.length > 0);
  for (const { offset, kept } of appended) assert.equal(offset, kept);
}

async function lastAnswerLost(stage, photograph) {
  await stage.file(photograph);
  await stage.link.set(answerLost);
  await stage.sync().succeeds();
  await stage.expectComplete();
  assert.deepEqual(stage.exchanges(), ['POST 201', 'HEAD 200']);
}

async function killed(stage, photograph) {
  await stage.file(photograph);
  let dying;
  const kept = await stage.stopAt(100_000, () => {
    dying = stage.sync();
  });
  await dying.kill();
  await stage.loseTheSignal();
  await stage.signalComesBack();
  await stage.sync().succeeds();
  await stage.expectComplete();
  assert.deepEqual(stage.exchanges(), ['POST cut', 'HEAD 200', `PATCH ${kept} 204`]);
}

async function serverLostTheEnd(stage, photograph) {
  await stage.file(photograph);
  let syncing;
  const told = await stage.stopAt(20_000, () => {
    syncing = stage.sync();
  });
  await stage.loseTheSignal();
  // The phone goes on from there: it has been told.
  await stage.stopAt(100_000);
  await stage.loseTheSignal();
  await stage.foreign.lose(photograph.sha256, 5_000);
  await stage.signalComesBack();
  await syncing.succeeds();
  await stage.expectComplete();
  assert.ok(told > 5_000);
  assert.deepEqual(stage.exchanges().slice(-2), ['HEAD 200', 'PATCH 5000 204']);
}

async function serverForgot(stage, photograph) {
  await stage.file(photograph);
  let syncing;
  await stage.stopAt(100_000, () => {
    syncing = stage.sync();
  });
  await stage.loseTheSignal();
  await stage.foreign.forget(photograph.sha256);
  await stage.signalComesBack();
  await syncing.succeeds();
  await stage.expectComplete();
  assert.deepEqual(stage.exchanges(), ['POST cut', 'HEAD 404', 'POST 201']);
}
