import { judge, listingOf, readOut } from "../../packages/client/test/exactness/judge.ts";
import {
  createLivingList,
  type History,
  type LivingList,
  QUIET,
} from "../../packages/client/test/exactness/living-list.ts";

/** What one way to read has made of all the lists. */
export interface ReaderFigures {
  readonly name: string;
  readonly lost: number;
  readonly repeated: number;
  readonly requests: number;
  readonly errors: number;
}

const LISTS = 60;
const PAGE_SIZE = 50;

const historyOf = (seed: number): History => ({
  ...{
    ...QUIET,
    seed,
    rows: 1000,
    chance: 1,
    until: 1000,
    added: 3,
    addedAt: "head",
    removed: 3,
    removedAt: "anywhere",
  },
});

type Read = (list: LivingList) => Promise<{ came: readonly string[]; failed: boolean }>;

/** The loop that everybody writes. */
const readPlainly: Read = async (list) => {
  const came: string[] = [];
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const { items } = await list.read(offset, PAGE_SIZE, new AbortController().signal);
    came.push(...items.map(({ id }) => id));
    if (items.length < PAGE_SIZE) return { came, failed: false };
  }
};

/** The same loop, which drops what it has had. */
const readWithDedupe: Read = async (list) => ({ came: [...new Set((await readPlainly(list)).came)], failed: false });

const readExactly =
  (concurrency: number): Read =>
  async (list) => {
    const { came, error } = await readOut(listingOf(list, { pageSize: PAGE_SIZE, concurrency }));
    return { came, failed: error !== undefined };
  };

const READERS: readonly (readonly [name: string, read: Read])[] = [
  ["plain offset loop", readPlainly],
  ["the same, without repeats", readWithDedupe],
  ["`list`, 1 in flight", readExactly(1)],
  ["`list`, 4 in flight", readExactly(4)],
];

/** Reads the same lists in each way. The same figures each time. */
export async function measureExactness(): Promise<ReaderFigures[]> {
  const figures: ReaderFigures[] = [];
  for (const [name, read] of READERS) {
    const sum = { lost: 0, repeated: 0, requests: 0, errors: 0 };
    for (let seed = 1; seed <= LISTS; seed++) {
      const list = createLivingList(historyOf(seed));
      const { came, failed } = await read(list);
      const { lost, repeated } = judge(came, list.stable());
      sum.requests += list.requests;
      if (failed) sum.errors++;
      else sum.lost += lost.length;
      sum.repeated += repeated.length;
    }
    figures.push({ name, ...sum });
  }
  return figures;
}

export function exactnessTable(figures: readonly ReaderFigures[]): { columns: string[]; rows: string[][] } {
  const count = (value: number) => value.toLocaleString("en-US");
  return {
    columns: ["60 lists of 1,000 rows that change", "rows lost", "rows repeated", "requests a list", "errors"],
    rows: figures.map(({ name, lost, repeated, requests, errors }) => [
      ...[name, count(lost), count(repeated), (requests / LISTS).toFixed(1), count(errors)],
    ]),
  };
}
