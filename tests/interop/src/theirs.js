// The tus clients that others made against the real server, over the flaky link. What the server
// has is asked past the link, and read from its disk.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { tusJsClient, tuspy } from './clients.js';
import { answerLost, cut, original, photographAt } from './world.js';

const CHUNK = 64 * 1024;
/**
 * Where the rest is cut: before the server has put a whole row of it on its disk by itself, so that
 * what it keeps, it keeps because of the cut.
 */
const BEYOND = 50_000;

const both = [
  ['creates by metadata and sends in chunks; it is told when the upload expires', inChunks],
  ['cut in the middle, it asks and goes on from the byte', goesOn],
  ['another client goes on, from the address that the first one stored', storedAddress],
  ['a wrong offset is answered 409 and changes nothing; then it asks', wrongOffset],
  ['bytes that aren’t what was named are refused, and none kept', wrongHash],
  ['a photograph that tells where it was taken is refused', withMetadata],
  ['an upload that nobody knows is 404, one that nobody wants any more 410', unknownOrGone],
];

const ofTusJsClient = [
  ['a photograph travels with its creation', withCreation],
  ['the answer to a creation is lost: created again, no byte is wanted twice', creationLost],
  ['what is given up is gone, and may be begun anew', givenUp],
];

const ofTuspy = [
  ['every chunk has its checksum', checksums],
  ['of a chunk with a checksum that was cut nothing is kept', checksumCut],
  ['a wrong checksum is answered 460, another algorithm 400', wrongChecksum],
  ['its asynchronous half sends in chunks as well', asynchronous],
];

export const scenarios = [
  ...[tusJsClient, tuspy].flatMap((client) => both.map((named) => [client, ...named])),
  ...ofTusJsClient.map((named) => [tusJsClient, ...named]),
  ...ofTuspy.map((named) => [tuspy, ...named]),
].map(([client, name, scenario]) => [
  `${client.name} → langnghe: ${name}`,
  async (world, ...photographs) => scenario(await Stage.open(world, client), ...photographs),
]);

/** A client that speaks for a device, and the flaky link between it and the server. */
class Stage {
  #client;

  static async open(world, client) {
    const stage = new Stage();
    stage.world = world;
    stage.link = world.link;
    stage.#client = client;
    stage.device = await world.device();
    stage.headers = { Authorization: stage.device.authorization() };
    return stage;
  }

  upload({ path, sha256 }, more = {}) {
    return this.#client.upload({
      endpoint: `${this.link.url}/v1/uploads`,
      headers: this.headers,
      path,
      metadata: { sha256 },
      chunk: CHUNK,
      retries: 0,
      ...more,
    });
  }

  urlOf({ sha256 }) {
    return `${this.link.url}/v1/uploads/${sha256}`;
  }

  head({ sha256 }) {
    return this.world.head(this.device, sha256);
  }

  /** How many bytes the server has, or why it has none. */
  async stands(photograph) {
    const { ok, headers } = await this.head(photograph);
    return ok ? Number(headers.get('Upload-Offset')) : headers.get('Langnghe-Problem');
  }

  /** What travelled, and from which byte. */
  async exchanges() {
    const { requests } = await this.link.tally();
    return requests.map(({ method, upload_offset: offset }) => {
      return [method, ...(offset === null ? [] : [offset])].join(' ');
    });
  }

  /**
   * One chunk arrives, and the client ends; the next one goes on, and is cut in the middle. Comes
   * back with how far the photograph had travelled when it was.
   */
  async cutInTheMiddle(photograph, more = {}) {
    const { url } = await this.upload(photograph, { ...more, stopAt: CHUNK });
    await this.link.set({ cuts: [cut(BEYOND, 'reset')] });
    const rest = { chunk: photograph.bytes.length, ...(more.store ? {} : { url }) };
    const { refused } = await this.upload(photograph, { ...rest, ...more });
    const { cuts, requests } = await this.link.tally();
    assert.equal(cuts, 1);
    const torn = requests.find(({ upload_offset: offset }) => offset === CHUNK);
    return { url, refused, sent: CHUNK + torn.body_bytes };
  }

  /** The photograph is on the server's disk, and nothing besides. */
  async expectKept(photograph) {
    assert.equal(await this.stands(photograph), photograph.bytes.length);
    const kept = await this.world.kept();
    assert.equal(kept.length, 1);
    assert.ok(kept[0].equals(photograph.bytes), 'the bytes on the disk are others');
  }

  async expectNothingKept() {
    assert.deepEqual(await this.world.kept(), []);
  }
}

/** What travels until an upload is cut in the middle. */
const TORN = ['POST', 'PATCH 0', 'HEAD', `PATCH ${CHUNK}`];

/** The offsets of the chunks that a photograph is sent in. */
function chunks({ bytes }) {
  const count = Math.ceil(bytes.length / CHUNK);
  return Array.from({ length: count }, (_, number) => `PATCH ${number * CHUNK}`);
}

async function inChunks(stage, photograph) {
  const { url, refused } = await stage.upload(photograph);
  assert.equal(refused, undefined);
  assert.equal(url, stage.urlOf(photograph));
  await stage.expectKept(photograph);
  const { headers } = await stage.head(photograph);
  const [now, expires] = ['Date', 'Upload-Expires'].map((name) => Date.parse(headers.get(name)));
  assert.ok(now < expires, 'no report names it: it goes after a while');
  assert.deepEqual(await stage.exchanges(), ['POST', ...chunks(photograph)]);
}

async function goesOn(stage, photograph) {
  const { refused, sent } = await stage.cutInTheMiddle(photograph, { retries: 3 });
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
  const exchanges = await stage.exchanges();
  assert.deepEqual(exchanges.slice(0, TORN.length), TORN);
  const after = exchanges.slice(TORN.length);
  const tried = after.filter((_, number) => number % 2 === 1);
  const from = tried.map((exchange) => Number(exchange.split(' ')[1]));
  assert.deepEqual(
    after,
    from.flatMap((at) => ['HEAD', `PATCH ${at}`]),
  );
  // The question may overtake the request that was cut. What that one brings comes after the
  // answer then, and the client is told 409, asks again, and goes on from there: once at most.
  assert.ok(from.length === 1 || (from.length === 2 && from[0] === CHUNK && from[0] < from[1]));
  const at = from.at(-1);
  assert.ok(CHUNK <= at && at <= sent);
  const { requests } = await stage.link.tally();
  assert.equal(
    requests.at(-1).body_bytes,
    photograph.bytes.length - at,
    'it sent what was missing',
  );
}

async function storedAddress(stage, photograph) {
  const store = join(stage.world.folder, 'addresses.json');
  const torn = await stage.cutInTheMiddle(photograph, { store });
  assert.equal(torn.refused, 0, 'it gave up');
  // Nobody asks before the server has read all that travelled: then all of it is kept.
  await stage.world.untilUnfinished(torn.sent);

  const another = await stage.upload(photograph, { store, chunk: photograph.bytes.length });
  assert.equal(another.refused, undefined);
  await stage.expectKept(photograph);
  assert.deepEqual(await stage.exchanges(), [...TORN, 'HEAD', `PATCH ${torn.sent}`]);
}

async function wrongOffset(stage, photograph) {
  const torn = await stage.cutInTheMiddle(photograph);
  const at = torn.sent;
  await stage.world.untilUnfinished(at);
  const { url } = torn;
  for (const claims of [0, at - 1, at + 1]) {
    const { refused } = await stage.upload(photograph, { url, claims });
    assert.equal(refused, 409);
    assert.equal(await stage.stands(photograph), at);
  }
  const { refused } = await stage.upload(photograph, { url, claims: at - 1, retries: 1 });
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
}

async function wrongHash(stage, photograph, another) {
  const named = { ...photograph, sha256: another.sha256 };
  const { refused } = await stage.upload(named);
  assert.equal(refused, 460);
  assert.equal(await stage.stands(named), 0, 'it starts again');
  await stage.expectNothingKept();
}

async function withMetadata(stage) {
  const photograph = await photographAt(original('DSCN0010'));
  const { refused } = await stage.upload(photograph);
  assert.equal(refused, 422);
  assert.equal(await stage.stands(photograph), 'unknown_upload');
  await stage.expectNothingKept();
}

async function unknownOrGone(stage, photograph, another) {
  const unknown = await stage.upload(another, { url: stage.urlOf(another) });
  assert.equal(unknown.refused, 404);

  const place = { commune: '07264' };
  const about = { category: 'dyke', text: 'Đê nứt.', place, photographs: [photograph.bytes] };
  const { report } = await stage.device.file(about);
  const { url } = await stage.cutInTheMiddle(photograph);
  await stage.device.withdraw(report);
  const unwanted = await stage.upload(photograph, { url });
  assert.equal(unwanted.refused, 410);
  const anew = await stage.upload(photograph);
  assert.equal(anew.refused, 410);
  await stage.expectNothingKept();
}

async function withCreation(stage, photograph) {
  const whole = { withCreation: true, chunk: photograph.bytes.length };
  const { refused } = await stage.upload(photograph, whole);
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
  assert.deepEqual(await stage.exchanges(), ['POST']);
}

async function creationLost(stage, photograph) {
  await stage.link.set(answerLost);
  const whole = { withCreation: true, chunk: photograph.bytes.length, retries: 3 };
  const { refused } = await stage.upload(photograph, whole);
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
  assert.deepEqual(await stage.exchanges(), ['POST', 'POST']);
}

async function givenUp(stage, photograph) {
  const { url } = await stage.cutInTheMiddle(photograph);
  await tusJsClient.terminate(url, stage.headers);
  assert.equal(await stage.stands(photograph), 'unknown_upload');
  // It asks at the old address, learns that nothing is there, and creates.
  const { refused } = await stage.upload(photograph, { url, orAnew: true });
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
  const after = await stage.exchanges();
  assert.deepEqual(after, [...TORN, 'DELETE', 'HEAD', 'POST', ...chunks(photograph)]);
}

async function checksums(stage, photograph) {
  const { refused } = await stage.upload(photograph, { checksum: 'sha256' });
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
  assert.deepEqual(await stage.exchanges(), ['POST', ...chunks(photograph)]);
}

async function checksumCut(stage, photograph) {
  const { url, refused, sent } = await stage.cutInTheMiddle(photograph, { checksum: 'sha256' });
  assert.equal(refused, 0);
  assert.ok(sent > CHUNK);
  assert.equal(await stage.stands(photograph), CHUNK);
  const second = await stage.upload(photograph, { url, checksum: 'sha256' });
  assert.equal(second.refused, undefined);
  await stage.expectKept(photograph);
}

async function wrongChecksum(stage, photograph) {
  for (const [checksum, status] of [
    ['wrong', 460],
    ['sha1', 400],
  ]) {
    const { refused } = await stage.upload(photograph, { checksum });
    assert.equal(refused, status);
    assert.equal(await stage.stands(photograph), 0);
  }
  await stage.expectNothingKept();
}

async function asynchronous(stage, photograph) {
  const { refused } = await stage.upload(photograph, { asynchronous: true });
  assert.equal(refused, undefined);
  await stage.expectKept(photograph);
  assert.deepEqual(await stage.exchanges(), ['POST', ...chunks(photograph)]);
}
