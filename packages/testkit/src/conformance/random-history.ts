import { integerBetween, pick, type Random, seededRandom } from "../data/random.ts";
import type { Fault } from "../faults/fault.ts";
import type { History, HistoryEvent } from "./history.ts";

/** Every list comes to rest: a client that reads two tickets a time shall get to the end too. */
const RESTLESS_ANSWERS = 40;

const FAULTS: readonly [Trouble, ...Trouble[]] = [
  [{ kind: "status", status: 503 }, "is a 503"],
  [{ kind: "reset" }, "never comes: the connection is lost"],
  [{ kind: "reset-in-body" }, "breaks off in its body"],
  [{ kind: "truncated-json" }, "ends in the middle of its JSON"],
  [{ kind: "clamped-limit", limit: 2 }, "holds at most 2 tickets"],
  [{ kind: "clamped-limit", limit: 3 }, "holds at most 3 tickets"],
  [{ kind: "empty-page" }, "holds no tickets"],
];
type Trouble = readonly [fault: Fault, sentence: string];

/** The same history for the same seed. */
export function randomHistory(seed: number): History {
  const random = seededRandom(seed);
  const isShort = random() < 0.5;
  const tickets = integerBetween(random, 1, isShort ? 40 : 260);
  const maxLimit = isShort ? integerBetween(random, 4, 12) : 100;
  const restlessness = random();
  const trouble = random() * 0.15;
  const events: HistoryEvent[] = [];
  for (let answer = 2; answer <= RESTLESS_ANSWERS; answer++) {
    if (random() < restlessness) events.push(...randomDrift(random, answer));
    if (random() < trouble) events.push({ answer, kind: "lagging", changes: integerBetween(random, 1, 6) });
    if (random() < trouble) {
      const [fault, sentence] = pick(random, FAULTS);
      events.push({ answer, kind: "fault", fault, sentence });
    }
  }
  return { seed, tickets, maxLimit, events };
}

/** More at the head than elsewhere: it is where tickets start, and what has been read that moves the window. */
function randomDrift(random: Random, answer: number): HistoryEvent[] {
  const place = () => (random() < 0.5 ? 0 : random() * random());
  return Array.from({ length: integerBetween(random, 1, 3) }, () => {
    const kind = pick<"added" | "removed">(random, ["added", "removed"]);
    return { answer, kind, place: place() };
  });
}
