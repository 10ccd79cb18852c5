import { expect, test } from "vitest";
import { createRandom } from "../../test/exactness/random.ts";
import { createPlainList, idsOf, type PlainService, rowsNamed } from "../../test/plain-list.ts";
import type { Checkpoint } from "../errors.ts";
import { Listing } from "./listing.ts";

/** Lists up to and with `id`; resolves to what came and to the checkpoint, which went through JSON. */
async function readUpTo(id: string, { list }: ReturnType<typeof createPlainList>) {
  const listing = list({ pageSize: 20 });
  const came: string[] = [];
  for await (const row of listing) {
    came.push(row.id);
    if (row.id === id) break;
  }
  const checkpoint: Checkpoint = JSON.parse(JSON.stringify(listing.checkpoint()));
  return { came, checkpoint };
}

test("at every row another listing goes on behind it, after hundreds of rows were added before it", async () => {
  for (let last = 0; last < 100; last++) {
    const plain = createPlainList(100);
    const { rows, list, ids } = plain;
    const wanted = ids();
    const { came, checkpoint } = await readUpTo(`r${last}`, plain);
    rows.unshift(...rowsNamed(300, "new"));
    came.push(...idsOf(await list({ from: checkpoint, pageSize: 20 }).toArray()));
    expect(came).toEqual(wanted);
  }
});

test.each([
  ["just before it", (last: number) => [last - 20, 20]],
  ["it and some before it", (last: number) => [last - 5, 6]],
  ["just behind it", (last: number) => [last + 1, 30]],
  ["at the head, nearly all", (last: number) => [0, last - 1]],
])("goes on after rows were removed: %s", async (_, place) => {
  for (const last of [25, 60, 99]) {
    const plain = createPlainList(160);
    const { came, checkpoint } = await readUpTo(`r${last}`, plain);
    const [from = 0, count = 0] = place(last);
    plain.rows.splice(from, count);
    const rest = idsOf(await plain.list({ from: JSON.stringify(checkpoint), pageSize: 20 }).toArray());
    expect([...came, ...rest].filter((id) => plain.ids().includes(id))).toEqual(plain.ids());
  }
});

test("where none of the rows it knows is left it ends in an error; with all that was seen it goes on", async () => {
  const plain = createPlainList(200);
  const { came, checkpoint } = await readUpTo("r120", plain);
  plain.rows.splice(121 - checkpoint.anchors.length, checkpoint.anchors.length);
  await expect(plain.list({ from: checkpoint }).toArray()).rejects.toMatchObject({
    code: "listing_incomplete",
    reason: expect.stringMatching(/none of the rows that the checkpoint knows/),
    checkpoint,
  });
  const rest = idsOf(await plain.list({ from: checkpoint, seen: came }).toArray());
  expect([...came, ...rest].filter((id) => plain.ids().includes(id))).toEqual(plain.ids());
  expect(rest[0]).toBe("r121");
});

test("seen alone, without a place, hands over what is not in it", async () => {
  const { list, rows, ids } = createPlainList(200);
  const had = ids().slice(0, 150);
  rows.unshift(...rowsNamed(3, "new"));
  expect(idsOf(await list({ seen: had }).toArray())).toEqual([...ids().slice(0, 3), ...ids().slice(153)]);
});

/** Some of a list, picked without a pattern that pages could share. */
const someOf = (ids: readonly string[]) => {
  const { chance, integer } = createRandom(ids.length);
  const from = integer(0, ids.length);
  return ids.filter((_, index) => (index < from ? chance(0.5) : chance(0.1)));
};

test("seen may have holes: all that is not in it comes, once and in order, by whatever pages", async () => {
  for (let length = 1; length <= 300; length += 7) {
    const { list, ids } = createPlainList(length);
    const had = someOf(ids());
    const rest = await list({ seen: had, pageSize: 1 + (length % 20), concurrency: 1 + (length % 8) }).toArray();
    expect(idsOf(rest)).toEqual(ids().filter((id) => !had.includes(id)));
  }
});

test("going on, seen may hold rows behind the place and have holes there", async () => {
  for (let last = 20; last < 120; last += 7) {
    for (const gone of [0, 130]) {
      const plain = createPlainList(400);
      const { came, checkpoint } = await readUpTo(`r${last}`, plain);
      const had = [...someOf(plain.ids().slice(last + 1)), ...came];
      plain.rows.splice(0, gone); // with all that the checkpoint knows
      const rest = await plain.list({ from: checkpoint, seen: had, pageSize: 10 }).toArray();
      expect(idsOf(rest)).toEqual(plain.ids().filter((id) => !had.includes(id)));
    }
  }
});

test("a checkpoint stands behind what came, also where seen held what stood before it", async () => {
  const { list, ids } = createPlainList(60);
  const seen = ids().slice(20, 30);
  for (let count = 1; count < 50; count++) {
    const first = list({ seen, pageSize: 10 });
    const came: string[] = [];
    for await (const { id } of first) if (came.push(id) === count) break;
    const rest = await list({ seen, from: first.checkpoint(), pageSize: 10 }).toArray();
    expect([...came, ...idsOf(rest)]).toEqual(ids().filter((id) => !seen.includes(id)));
    expect(first.checkpoint().anchors.at(-1)).toBe(came.at(-1));
  }
});

test("maxItems counts what was not had", async () => {
  const { list, ids } = createPlainList(300);
  expect(idsOf(await list({ seen: ids().slice(0, 150), maxItems: 5 }).toArray())).toEqual(ids().slice(150, 155));
});

test("seen may come in any order, from an iterator that can be read once, and the list be read again", async () => {
  const plain = createPlainList(400);
  const { came, checkpoint } = await readUpTo("r250", plain);
  plain.rows.unshift(...rowsNamed(200, "new"));
  const shuffled = [...came].sort((a, b) => a.slice(-1).localeCompare(b.slice(-1)));
  const listing = plain.list({ from: checkpoint, seen: new Set(shuffled).values(), pageSize: 20 });
  const rest = idsOf(await listing.toArray());
  expect(rest.filter((id) => !id.startsWith("new"))).toEqual(plain.ids().slice(200 + 251));
  expect(idsOf(await listing.toArray())).toEqual(rest);
});

test.each([[{ id: "r1" }], [7], [""], [undefined]])("seen with %o in it is refused", (id) => {
  const seen: Iterable<string> = JSON.parse(JSON.stringify([id]));
  expect(() => createPlainList(1).list({ seen })).toThrow(/^each id of seen must be a non-empty string, not /);
});

test("a place far behind what is left of the list costs few requests", async () => {
  const plain = createPlainList(2000);
  const { checkpoint } = await readUpTo("r1900", plain);
  plain.rows.splice(0, 1860);
  const before = plain.asked.length;
  const rest = idsOf(await plain.list({ from: checkpoint, pageSize: 20 }).toArray());
  expect(rest).toEqual(plain.ids().slice(41));
  expect(plain.asked.length - before).toBeLessThanOrEqual(24);
});

test("going on, a short answer is not believed for ending where a wrong total puts the end", async () => {
  const { list, rows } = createPlainList(60, {
    answer: (offset, limit) => rows.slice(offset, offset + Math.min(limit, 4)),
    total: () => total,
  });
  let total = 60;
  const listing = list({ pageSize: 7, maxItems: 30 });
  await listing.toArray();
  for (total = 28; total < 40; total++)
    expect(await list({ pageSize: 7, from: listing.checkpoint() }).toArray()).toHaveLength(30);
});

test("a listing that is done stays done: going on from it asks nothing", async () => {
  const { list, asked } = createPlainList(50);
  const listing = list();
  await listing.toArray();
  const requests = asked.length;
  expect(listing.checkpoint().done).toBe(true);
  expect(await list({ from: listing.checkpoint() }).toArray()).toEqual([]);
  expect(asked).toHaveLength(requests);
  const again = list({ from: listing.checkpoint() });
  await again.toArray();
  expect(again.receipt()).toMatchObject({ complete: true, windows: 0 });
});

test("a row that was passed by since it was not wanted is passed by for good", async () => {
  const { list, ids } = createPlainList(100);
  const where = ({ id }: { id: string }) => Number(id.slice(1)) % 10 === 0;
  const first = list({ where, maxItems: 3 });
  expect(idsOf(await first.toArray())).toEqual(["r0", "r10", "r20"]);
  expect(idsOf(await list({ from: first.checkpoint() }).toArray())).toEqual(ids().slice(21));
});

test("rows that were added between those the checkpoint knows are no change of order", async () => {
  for (const pageSize of [10, 30]) {
    const plain = createPlainList(101);
    const { came, checkpoint } = await readUpTo("r99", plain);
    for (let index = 0; index < 20; index++) plain.rows.splice(60 + 2 * index, 0, { id: `between${index}` });
    plain.rows.unshift(...rowsNamed(300, "new"));
    const rest = idsOf(await plain.list({ from: checkpoint, pageSize }).toArray());
    expect([...came, ...rest]).toEqual(expect.arrayContaining(rowsNamed(101).map(({ id }) => id)));
  }
});

test("of two readings at a time each error stands where its own reading stood", async () => {
  const broken = new Set<string>();
  const { list, rows } = createPlainList(60, {
    answer: (offset, limit) => (broken.size > 0 ? [{ id: "" }] : rows.slice(offset, offset + limit)),
  });
  const listing = list({ pageSize: 10, concurrency: 1 });
  const one = listing[Symbol.asyncIterator]();
  for (let row = 0; row < 10; row++) await one.next();
  const other = listing[Symbol.asyncIterator]();
  for (let row = 0; row < 19; row++) await other.next();
  broken.add("from now on");
  await expect(one.next()).rejects.toMatchObject({ checkpoint: { offset: 9 } });
  await expect(other.next()).rejects.toMatchObject({ checkpoint: { offset: 18 } });
});

test("a toArray that fails hands over nothing and leaves the checkpoint where it was", async () => {
  const service: PlainService = {
    wait: async (_, number) => {
      if (number === 4) throw new Error("no answer");
    },
  };
  const { list, ids } = createPlainList(100, service);
  const listing = list({ pageSize: 20, concurrency: 1 });
  const before = listing.checkpoint();
  await expect(listing.toArray()).rejects.toThrow("no answer");
  expect(listing.checkpoint()).toEqual(before);
  expect(idsOf(await list({ from: listing.checkpoint() }).toArray())).toEqual(ids());
});

test("is small, however much was read: under 4 kB with ids of 24 characters", async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ id: `EX2025070112${String(index).padStart(12, "0")}` }));
  const fetchWindow = async (offset: number, limit: number) => ({ items: rows.slice(offset, offset + limit) });
  const about = { site: "https://coc.example", query: { creator: "ops", tags: "env=prod,team=core" } };
  const listing = new Listing({ fetchWindow, idOf: ({ id }: { id: string }) => id, about });
  for await (const _ of listing) expect(JSON.stringify(listing.checkpoint()).length).toBeLessThan(4000);
});

const about = { site: "https://coc.example", query: { creator: "ops" } };
const whole = { version: 1, offset: 5, anchors: ["a", "b"], done: false, ...about };
const from = (checkpoint: unknown) => () =>
  new Listing<{ id: string }, { items: { id: string }[] }>(
    { fetchWindow: async () => ({ items: [] }), idOf: ({ id }) => id, about },
    { from: typeof checkpoint === "string" ? checkpoint : JSON.stringify(checkpoint) },
  );

const ANCHORS = "from must be a checkpoint whose anchors are at most 96 ids, non-empty strings, each once";

test.each([
  [
    "another filter",
    { query: { creator: "dev" } },
    'from must be a checkpoint of the same query: it is of {"creator":"dev"}, this listing of {"creator":"ops"}',
  ],
  [
    "another site",
    { site: "https://else.example" },
    'from must be a checkpoint of the same site: it is of "https://else.example", this listing of "https://coc.example"',
  ],
  ["another version", { version: 2 }, "from must be a checkpoint of version 1, not of version 2"],
  [
    "an offset and no row before it",
    { anchors: [] },
    "from must be a checkpoint that has anchors, since its offset is not 0",
  ],
  ["an empty id", { anchors: ["a", ""] }, ANCHORS],
  ["an id twice", { anchors: ["a", "b", "a"] }, ANCHORS],
  ["more ids than any checkpoint has", { anchors: rowsNamed(97).map(({ id }) => id) }, ANCHORS],
  ["ids that are not strings", { anchors: [1] }, ANCHORS],
  ["no ids at all", { anchors: undefined }, ANCHORS],
  ["a negative offset", { offset: -1 }, "from must be a checkpoint whose offset is a non-negative integer, not -1"],
  ["a fractional offset", { offset: 1.5 }, "from must be a checkpoint whose offset is a non-negative integer, not 1.5"],
  ["a negative count", { loaded: -1 }, "from must be a checkpoint whose loaded is a non-negative integer, not -1"],
  ["no `done`", { done: undefined }, "from must be a checkpoint whose done is true or false, not undefined"],
])("a checkpoint with %s is refused by name", (_, changes, message) => {
  expect(from({ ...whole, ...changes })).toThrow(message);
});

test.each([
  ["a version", '"version":1'],
  ["a filter", '"query":{"creator":"ops"}'],
])("a checkpoint with %s nested too deep to be walked is refused by name", (_, part) => {
  const [name] = part.split(":");
  const text = JSON.stringify(whole).replace(part, `${name}:${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  expect(from(text)).toThrow(/^from must be a checkpoint of plain JSON/);
});

test("a checkpoint of 10 MB is refused at once, without being parsed", () => {
  expect(from(`"${"x".repeat(10_000_000)}"`)).toThrow(
    /^from must be a checkpoint of at most 1000000 characters, not of 10000002/,
  );
  expect(from({ ...whole, anchors: ["x".repeat(10_000_000)] })).toThrow(/^from must be a checkpoint of at most/);
});

test.each([null, 7, [], true])("%j in place of a checkpoint is refused", (value) => {
  // @ts-expect-error what a JavaScript user may pass
  expect(() => createPlainList(1).list({ from: value })).toThrow(/^from must be a checkpoint/);
});

test("a checkpoint that is not JSON is refused by name", () => {
  const { list } = createPlainList(1);
  // @ts-expect-error what a JavaScript user may hand over
  expect(() => list({ from: { ...whole, version: 1n } })).toThrow(/^from must be a checkpoint of plain JSON/);
});

test("a checkpoint may be changed once it was handed over", async () => {
  const { list, ids } = createPlainList(10);
  const anchors = ["r0", "r1"];
  const listing = list({ from: { version: 1, offset: 1, anchors, done: false } });
  anchors.length = 0;
  expect(idsOf(await listing.toArray())).toEqual(ids().slice(2));
});

test("keys in another order are the same filter", () => {
  const query = { creator: "ops", tags: "a=b" };
  const source = { fetchWindow: async () => ({ items: [] }), idOf: ({ id }: { id: string }) => id };
  const { checkpoint } = { checkpoint: { ...whole, query: { tags: "a=b", creator: "ops" } } };
  expect(
    () => new Listing({ ...source, about: { ...about, query } }, { from: JSON.stringify(checkpoint) }),
  ).not.toThrow();
});

test("a checkpoint that was cut off anywhere is refused", () => {
  const text = JSON.stringify(whole);
  expect(from(text)).not.toThrow();
  for (let length = 0; length < text.length; length++) {
    expect(from(text.slice(0, length))).toThrow(/^from must be a checkpoint as it was written/);
  }
});
