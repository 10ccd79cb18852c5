import type { Execution } from "@coc-executions/types";
import { execution } from "../data/execution.ts";
import { executions } from "../data/executions.ts";
import type { Fault } from "../faults/fault.ts";
import type { Change, Scenario } from "./scenario.ts";

/** Something that happens before an answer is made, or to it. A `place` is a part of the list's length, from 0 up to 1. */
export type HistoryEvent = { readonly answer: number } & (
  | { readonly kind: "added"; readonly place: number }
  | { readonly kind: "removed"; readonly place: number }
  /** The answer comes from a replica that does not have the last `changes` yet. */
  | { readonly kind: "lagging"; readonly changes: number }
  | { readonly kind: "fault"; readonly fault: Fault; readonly sentence: string }
);

/** All that happens while a list is read. */
export interface History {
  readonly seed: number;
  readonly tickets: number;
  /** The most tickets that one answer holds. */
  readonly maxLimit: number;
  readonly events: readonly HistoryEvent[];
}

/** A scenario in which it happens. */
export function scenarioOf(history: History): Scenario {
  const { seed, tickets, maxLimit, events } = history;
  return {
    name: `history ${seed}`,
    sentence: "Tickets start and leave, replicas lag behind, and answers fail or come short, by chance.",
    wanted: "exact",
    executions: () => executions(tickets, { seed }),
    unknowns: { maxLimit },
    faults: events.flatMap(({ answer, ...event }) =>
      event.kind === "fault" ? [{ ...event.fault, match: ({ number }) => number === answer }] : [],
    ),
    change: () => play(history),
  };
}

function play({ tickets, seed, events }: History): Change {
  let list = executions(tickets, { seed });
  const states = [list];
  let nextId = 20_000_000;
  let done = 0;

  function happen(event: HistoryEvent): void {
    if (event.kind === "added") {
      const place = Math.floor(event.place * (list.length + 1));
      list = [...list.slice(0, place), ticketAt(place, list, nextId++), ...list.slice(place)];
    } else if (event.kind === "removed") {
      const place = Math.floor(event.place * list.length);
      list = list.filter((_, index) => index !== place);
    } else return;
    states.push(list);
  }

  return {
    list: () => list,
    beforeAnswer({ number }, store) {
      for (const event of events) if (event.answer > done && event.answer <= number) happen(event);
      done = Math.max(done, number);
      const lagging = events.find(({ kind, answer }) => kind === "lagging" && answer === number);
      const behind = lagging?.kind === "lagging" ? lagging.changes : 0;
      store.replace(states[Math.max(0, states.length - 1 - behind)] ?? list);
    },
  };
}

/** One that the list's order puts there: newer than the head, or as old as what it goes before. */
function ticketAt(place: number, list: readonly Execution[], id: number): Execution {
  const neighbour = list[Math.min(place, list.length - 1)]?.start_time ?? 0;
  const start = place === 0 ? neighbour + 1000 : place === list.length ? neighbour - 1000 : neighbour;
  return execution({ id, execution_id: `EX-added-${id}`, start_time: start, status: "Running" });
}

/** A history in sentences. */
export function describeHistory({ tickets, maxLimit, events }: History): string[] {
  return [`${tickets} tickets, at most ${maxLimit} an answer`, ...events.map(describe)];
}

function describe(event: HistoryEvent): string {
  const percent = (place: number) => `${Math.round(place * 100)} % down the list`;
  switch (event.kind) {
    case "added":
      return `before answer ${event.answer} a ticket starts, ${percent(event.place)}`;
    case "removed":
      return `before answer ${event.answer} a ticket leaves, ${percent(event.place)}`;
    case "lagging":
      return `answer ${event.answer} does not show the last ${event.changes} changes yet`;
    case "fault":
      return `answer ${event.answer} ${event.sentence}`;
  }
}
