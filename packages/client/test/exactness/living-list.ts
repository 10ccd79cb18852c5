import type { FetchWindow, Window } from "../../src/paging/options.ts";
import { createRandom, type Random } from "./random.ts";

/** A row: what is listed does not matter here. */
export interface Row {
  readonly id: string;
}

/** Where in the list something happens. */
type Place = "head" | "tail" | "anywhere";

/** What the service says of the length of the list: the truth, that of some responses ago, nothing, too much, too little, the rows of the response, anything. */
type Total = "right" | "stale" | "missing" | "large" | "small" | "page" | "changing";

/** A list, how it changes, and how its service answers. The same history gives the same changes, whoever reads. */
export interface History {
  readonly seed: number;
  /** Rows at the start. */
  readonly rows: number;
  /** The probability that the list changes between two answers, for how many answers. Then it rests, so that each reader can end. */
  readonly chance: number;
  readonly until: number;
  /** Rows added, and rows removed, at most, when it does. */
  readonly added: number;
  readonly addedAt: Place;
  readonly removed: number;
  readonly removedAt: Place;
  /** The probability that a stretch of the list, up to all of it, leaves at once. */
  readonly bulk: number;
  /** No response holds more rows; from response `clampLaterFrom` on, no more than `clampLater`. */
  readonly clamp: number;
  readonly clampLater: number;
  readonly clampLaterFrom: number;
  readonly total: Total;
  /** The probability that a response is cut short, but to no fewer rows than `shortest`. */
  readonly short: number;
  readonly shortest: number;
  /** The probability that a response is empty where it should not be. Two in a row at most are. */
  readonly empty: number;
  /** From response `outageFrom` on, so many in a row are empty. */
  readonly outage: number;
  readonly outageFrom: number;
  /** No row behind this place is ever returned. */
  readonly depth: number;
  /** A response may show the list as it was up to so many changes ago, as a replica that lags does. */
  readonly lag: number;
  /** Whether a cache answers the same request with its first response. */
  readonly cache: boolean;
}

/** A quiet list of a service that does as it should. */
export const QUIET: History = {
  ...{ seed: 1, rows: 100, chance: 0, until: 0, added: 0, addedAt: "head", removed: 0, removedAt: "anywhere", bulk: 0 },
  ...{ clamp: 1000, clampLater: 1000, clampLaterFrom: 0, total: "right", short: 0, shortest: 2, empty: 0 },
  ...{ outage: 0, outageFrom: 0, depth: Number.POSITIVE_INFINITY, lag: 0, cache: false },
};

/** One list that lives. */
export interface LivingList {
  readonly read: FetchWindow<Window<Row>>;
  /** How many answers were given, and what `total` the first one named. */
  readonly requests: number;
  readonly firstTotal: number | undefined;
  /** The ids that every response could have shown, in order: those of rows that were in the list all the time. */
  stable(): string[];
  /** Changes the list as one step of its history would, only more of it. */
  change(steps: number): void;
  add(count: number, place: Place): void;
  remove(ids: Iterable<string>): void;
}

/** An answer is made some ticks after it was asked for and comes some ticks later, so that answers overtake each other. */
const TICKS = 4;
/** A reader that needs more requests than any of these lists can take reads for ever. */
const ENDLESS = 20_000;

export function createLivingList(history: History): LivingList {
  // Each its own, so that a reader that asks more often meets the same changes as one that does not.
  const changes = createRandom(history.seed);
  const answers = createRandom(history.seed + 1);
  const delays = createRandom(history.seed + 2);
  const cached = new Map<string, Window<Row>>();
  let names = 0;
  let list: readonly Row[] = [];
  let versions: (readonly Row[])[] = [];
  let shown: readonly Row[] | undefined;
  let stable: readonly Row[] | undefined;
  let requests = 0;
  let emptyInRow = 0;
  let firstTotal: number | undefined;

  const name = (): Row => ({ id: `r${names++}` });
  const at = (place: Place, length: number, random: Random) =>
    place === "head" ? 0 : place === "tail" ? length : random.integer(0, length);

  function add(count: number, place: Place): void {
    const rows = [...list];
    if (place === "anywhere")
      for (let done = 0; done < count; done++) rows.splice(at(place, rows.length, changes), 0, name());
    else rows.splice(at(place, rows.length, changes), 0, ...Array.from({ length: count }, name));
    list = rows;
  }

  function leave(from: number, count: number): void {
    const start = Math.max(0, Math.min(from, list.length - count));
    list = [...list.slice(0, start), ...list.slice(start + count)];
  }

  function change(): void {
    if (!changes.chance(history.chance)) return;
    add(changes.integer(0, history.added), history.addedAt);
    const removed = changes.integer(0, history.removed);
    for (let done = 0; done < removed; done++) leave(at(history.removedAt, list.length, changes), 1);
    if (changes.chance(history.bulk)) leave(changes.integer(0, list.length), changes.integer(0, list.length));
  }

  /** The list as some replica shows it. */
  function replica(): readonly Row[] {
    versions = [...versions, list].slice(-1 - history.lag);
    return history.lag === 0 ? list : (versions[answers.integer(0, versions.length - 1)] ?? list);
  }

  function show(rows: readonly Row[]): void {
    if (rows === shown) return;
    shown = rows;
    const ids = new Set(rows);
    stable = stable === undefined ? rows : stable.filter((row) => ids.has(row));
  }

  function answer(number: number, offset: number, limit: number): Window<Row> {
    const rows = replica();
    show(rows);
    const whole = rows.slice(offset, offset + limit);
    const isEmpty = answers.chance(history.empty) && emptyInRow < 2;
    emptyInRow = isEmpty ? emptyInRow + 1 : 0;
    const isOut = number >= history.outageFrom && number < history.outageFrom + history.outage;
    const most = Math.min(limit, number >= history.clampLaterFrom ? history.clampLater : history.clamp, history.clamp);
    const length = answers.chance(history.short) ? answers.integer(Math.min(history.shortest, most), most) : most;
    const items = isEmpty || isOut ? [] : whole.slice(0, length).slice(0, Math.max(0, history.depth - offset));
    const said = history.total === "stale" ? (versions[0] ?? rows).length : rows.length;
    const total = tell(history.total, said, items.length, answers);
    // The one lie that cannot be told from the truth: a response is cut short, and `total` ends where it does.
    const isUnprovable = items.length < whole.length && total === offset + items.length;
    return { items, total: isUnprovable ? total + 1 : total };
  }

  add(history.rows, "head");
  return {
    get requests() {
      return requests;
    },
    get firstTotal() {
      return firstTotal;
    },
    async read(offset, limit) {
      if (requests === ENDLESS) throw new Error("This reader asks for ever.");
      const number = ++requests;
      await ticks(delays.integer(0, TICKS));
      if (shown !== undefined && number <= history.until) change();
      const key = `${offset}+${limit}`;
      const window = (history.cache ? cached.get(key) : undefined) ?? answer(number, offset, limit);
      cached.set(key, window);
      if (number === 1) firstTotal = window.total;
      await ticks(delays.integer(0, TICKS));
      return window;
    },
    stable: () => (stable ?? list).map(({ id }) => id),
    change(steps) {
      for (let done = 0; done < steps; done++) change();
    },
    add,
    remove(ids) {
      const leaving = new Set(ids);
      list = list.filter(({ id }) => !leaving.has(id));
    },
  };
}

async function ticks(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await undefined;
}

function tell(mode: Total, length: number, shown: number, random: Random): number | undefined {
  switch (mode) {
    case "right":
    case "stale":
      return length;
    case "missing":
      return undefined;
    case "large":
      return length === 0 ? 0 : length + 7;
    case "small":
      return Math.max(0, length - 7);
    case "page":
      return shown;
    case "changing":
      return random.integer(0, 2 * length);
  }
}
