import { nextTurn } from "./next-turn.ts";

/** Something that is due at a time. */
export interface Due {
  /**
   * `sleep` makes time pass, and so does `stall`, which also tells that a request waits for it; `limit` is the time limit of a
   * request, and `script` what a test wants to happen: both wait until time passes.
   */
  readonly kind: "sleep" | "stall" | "limit" | "script";
  readonly at: number;
  readonly run: () => void;
}

/** What is due, in order, and the time that it makes. */
export interface Agenda {
  now(): number;
  /** Gives what takes it off again. */
  add(due: Due): () => void;
  /** Runs what is due next, at its time, if that is no later than `end`. */
  runNext(end: number): boolean;
  /** Never back. */
  moveTo(time: number): void;
}

export function createAgenda(start: number): Agenda {
  let time = start;
  let isTurning = false;
  const dues = new Set<Due>();

  /** The first of those that are due first. */
  function next(): Due | undefined {
    let first: Due | undefined;
    for (const due of dues) if (first === undefined || due.at < first.at) first = due;
    return first;
  }

  function has(kind: Due["kind"]): boolean {
    for (const due of dues) if (due.kind === kind) return true;
    return false;
  }

  // One thing a turn of the event loop, the earliest first: what runs beside it gets to its own sleep before time moves on.
  async function turn(): Promise<void> {
    if (isTurning) return;
    isTurning = true;
    await nextTurn();
    isTurning = false;
    if (!has("sleep") && !has("stall")) return;
    // What has a time limit and waits for nobody is at work: it ends by itself, or its limit does.
    if (next()?.kind === "limit" && !has("stall")) return;
    if (agenda.runNext(Number.MAX_VALUE)) void turn();
  }

  const agenda: Agenda = {
    now: () => time,
    add(due) {
      dues.add(due);
      void turn();
      return () => {
        if (dues.delete(due)) void turn();
      };
    },
    runNext(end) {
      const due = next();
      if (due === undefined || due.at > end) return false;
      dues.delete(due);
      agenda.moveTo(due.at);
      due.run();
      return true;
    },
    moveTo(to) {
      time = Math.max(time, to);
    },
  };
  return agenda;
}
