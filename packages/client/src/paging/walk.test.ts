import { expect, test } from "vitest";
import type { Window } from "./options.ts";
import { resolveSource } from "./options.ts";
import { Receipt } from "./receipt.ts";
import { Walk } from "./walk.ts";

type Row = { readonly id: string };
const rows = (...names: string[]): Row[] => names.map((id) => ({ id }));
const alphabet = rows(..."abcdefghijklmnopqrstuvwxyz");

type Total = (length: number) => unknown;
type Change = (request: number) => unknown;

/** Walks a list that `change` may alter before each answer; resolves to the ids that came and the offsets asked for. */
async function run(list: Row[], options: { limit?: number; clamp?: number; total?: Total; change?: Change } = {}) {
  const { limit = 5, clamp = limit, total = (length) => length, change = () => {} } = options;
  const offsets: number[] = [];
  const came: string[] = [];
  const fetchWindow = async (offset: number) => {
    change(offsets.length);
    offsets.push(offset);
    return {
      items: list.slice(offset, offset + Math.min(limit, clamp)),
      total: total(list.length) as number | undefined,
    };
  };
  for await (const { ids } of walk(fetchWindow, limit)) came.push(...ids);
  return { came: came.join(""), offsets };
}

function walk(fetchWindow: (offset: number) => Promise<Window<Row>>, limit: number) {
  const source = resolveSource({ fetchWindow, idOf: ({ id }: Row) => id, sleep: async () => {} });
  const { signal } = new AbortController();
  const settings = {
    concurrency: 1,
    wanted: Number.POSITIVE_INFINITY,
    isContinued: false,
    acceptTotal: true,
    rowsMove: false,
  };
  return new Walk(source, { limit, ...settings, from: undefined, signal }, new Receipt()).steps();
}

async function drain(walked: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of walked);
}

test("windows overlap by one row", async () => {
  expect(await run([...alphabet].slice(0, 12))).toEqual({ came: "abcdefghijkl", offsets: [0, 4, 8] });
});

test("an empty list costs one request, and a few more where no total says so", async () => {
  expect(await run([])).toEqual({ came: "", offsets: [0] });
  expect(await run([], { total: () => undefined })).toEqual({ came: "", offsets: [0, 1, 0, 2, 0] });
});

test.each([null, "0", -1, 0.5, Number.NaN, "none"])("a total of %o says nothing", async (total) => {
  expect(await run([], { total: () => total })).toEqual({ came: "", offsets: [0, 1, 0, 2, 0] });
  expect(await run([...alphabet], { total: () => total })).toMatchObject({ came: "abcdefghijklmnopqrstuvwxyz" });
});

test.each([
  ["missing", () => undefined],
  ["zero", () => 0],
  ["too small", (length: number) => length - 7],
])("a total that is %s loses nothing", async (_, total) => {
  expect((await run([...alphabet], { total })).came).toBe("abcdefghijklmnopqrstuvwxyz");
});

test("a total that is too large ends in an error that names both numbers and the way out", async () => {
  const reason =
    "the service says that the list has 126 rows, but shows none behind row 26. If its `total` is known to be wrong, pass acceptTotal: false";
  await expect(run([...alphabet], { total: (length) => length + 100 })).rejects.toMatchObject({ reason });
});

test.each([2, 3, 4])("a service that hands out %i rows where 10 are asked for loses nothing", async (clamp) => {
  expect((await run([...alphabet], { limit: 10, clamp })).came).toBe("abcdefghijklmnopqrstuvwxyz");
});

test("rows added at the head repeat nothing", async () => {
  const list = [...alphabet];
  const { came } = await run(list, {
    change: (request) => request > 0 && request < 4 && list.unshift({ id: String(request) }),
  });
  expect(came).toBe("abcdefghijklmnopqrstuvwxyz");
});

test("rows that leave the head lose none of those that stay", async () => {
  const list = [...alphabet];
  const { came } = await run(list, { change: (request) => request > 0 && request < 3 && list.splice(0, 2) });
  expect(came).toBe("abcdefghijklmnopqrstuvwxyz");
});

test("a service that ignores the offset ends in an error, not in a shorter list", async () => {
  const walked = walk(async () => ({ items: alphabet.slice(0, 5), total: 26 }), 5);
  await expect(drain(walked)).rejects.toMatchObject({ code: "listing_incomplete" });
});

test("answers that are empty although the total says otherwise end in an error", async () => {
  const walked = walk(async () => ({ items: [], total: 26 }), 5);
  await expect(drain(walked)).rejects.toMatchObject({ code: "listing_incomplete" });
});
