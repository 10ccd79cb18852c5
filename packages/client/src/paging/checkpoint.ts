import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** Where a listing stands, as plain JSON: what another process needs to go on from there. */
export interface Checkpoint {
  readonly version: 1;
  /** Where the last row that was handed over stood in the list. */
  readonly offset: number;
  /** The ids of the last rows up to that one, in the list's order: by them the place is found again. */
  readonly anchors: readonly string[];
  /** Whether the listing had come to its end. */
  readonly done: boolean;
}

/** A row that was handed over, or passed by since it was not wanted. */
interface PassedRow {
  readonly id: string;
  /** Where it stood in the list. */
  readonly offset: number;
  /** The id of the row before it in its window. */
  readonly before: string | undefined;
  /** The id of the first row behind it in its window that was passed before. */
  readonly nextSeen: string | undefined;
  /** Whether it carried the list on, and was not added between rows that were passed before. */
  readonly isNext: boolean;
}

/** Keeps where a listing stands. */
export interface Progress {
  pass(row: PassedRow): void;
  /** The listing has come to its end. */
  finish(): void;
  read(): Checkpoint;
}

/** As many ids are kept up to the last row, twice as many where some stand behind it. The place is lost when all have left the list. */
const ANCHORS = 48;

/**
 * Keeps the last rows in the list's order, each behind the row that it followed. No row that stands behind the first of them and
 * was passed may be missing: going on, it would be taken for new.
 */
export function createProgress(from?: Checkpoint): Progress {
  let anchors = [...(from?.anchors ?? [])];
  let last = anchors.length - 1; // rows behind it were passed before it: it came between, or they have left the list
  let offset = from?.offset ?? 0;
  let done = from?.done ?? false;

  function trim(): void {
    const first = Math.max(0, last + 1 - ANCHORS, anchors.length - 2 * ANCHORS);
    anchors = anchors.slice(first);
    last = Math.max(0, last - first);
  }

  return {
    pass({ id, offset: at, before = "", nextSeen = "", isNext }) {
      const place = anchors.lastIndexOf(before) + 1 || Math.max(0, anchors.indexOf(nextSeen));
      if (place === 0 && anchors.length > 0) return; // it stands before them all, or they have all left the list
      anchors.splice(place, 0, id);
      if (isNext) {
        offset = at;
        last = place;
      } else if (place <= last) last++;
      if (anchors.length > 4 * ANCHORS) trim();
    },
    finish() {
      done = true;
    },
    read() {
      trim();
      return { version: 1, offset, anchors: [...anchors], done };
    },
  };
}

/**
 * Reads a checkpoint, as an object or as the text of its JSON.
 *
 * @param about What the checkpoint must be of, by name: the same values have to stand in it.
 * @throws {InvalidArgumentError} for one that is torn, of another version, or of another list.
 */
export function readCheckpoint<About extends object>(given: unknown, about: About): Checkpoint {
  const value = typeof given === "string" ? parse(given) : given;
  if (typeof value !== "object" || value === null) throw torn("an object, or its JSON");
  const found: Record<string, unknown> = { ...value };
  if (found.version !== 1) throw torn(`of version 1, not of version ${canonical(found.version)}`);
  for (const [name, wanted] of Object.entries(about)) {
    if (canonical(found[name]) === canonical(wanted)) continue;
    throw torn(`of the same ${name}: it is of ${canonical(found[name])}, this listing of ${canonical(wanted)}`);
  }
  const { offset, anchors, done } = found;
  const whole =
    Number.isSafeInteger(offset) &&
    Number(offset) >= 0 &&
    typeof done === "boolean" &&
    isIds(anchors) &&
    (anchors.length > 0 || offset === 0);
  if (!whole) throw torn("whole: an offset, the ids before it, each once, and done");
  return { version: 1, offset: Number(offset), anchors: [...anchors], done };
}

function isIds(value: unknown): value is string[] {
  if (!Array.isArray(value) || !value.every((id) => typeof id === "string" && id !== "")) return false;
  return new Set(value).size === value.length;
}

function torn(allowed: string): InvalidArgumentError {
  return new InvalidArgumentError({ option: "from", allowed: `a checkpoint ${allowed}` });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw torn("as it was written: this is no JSON, or was cut off");
  }
}

/**
 * JSON with its keys in order, so that equal values have equal texts.
 *
 * @throws {InvalidArgumentError} for what is no JSON, or nested deeper than it can be walked.
 */
function canonical(value: unknown): string {
  try {
    return JSON.stringify(value, (_, part: unknown) =>
      typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  } catch {
    throw torn("of plain JSON");
  }
}
