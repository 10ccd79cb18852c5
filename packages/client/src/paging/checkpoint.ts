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

/** Keeps where a listing stands. */
export interface Progress {
  /** A row was handed over, or passed by since it was not wanted. */
  pass(id: string, offset: number): void;
  /** The listing has come to its end. */
  finish(): void;
  read(): Checkpoint;
}

/** As many ids as are kept: the place is lost only when all these rows have left the list. */
const ANCHORS = 48;

export function createProgress(from?: Checkpoint): Progress {
  let recent = [...(from?.anchors ?? [])];
  let offset = from?.offset ?? 0;
  let done = from?.done ?? false;
  return {
    pass(id, at) {
      if (recent.length >= 2 * ANCHORS) recent = recent.slice(-ANCHORS);
      recent.push(id);
      offset = at;
    },
    finish() {
      done = true;
    },
    read: () => ({ version: 1, offset, anchors: recent.slice(-ANCHORS), done }),
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
  if (found.version !== 1) throw torn(`of version 1, not of version ${JSON.stringify(found.version)}`);
  for (const [name, wanted] of Object.entries(about)) {
    if (canonical(found[name]) === canonical(wanted)) continue;
    throw torn(`of the same ${name}: it is of ${canonical(found[name])}, this listing of ${canonical(wanted)}`);
  }
  const { offset, anchors, done } = found;
  const whole = Number.isSafeInteger(offset) && Number(offset) >= 0 && typeof done === "boolean" && isIds(anchors);
  if (!whole) throw torn("whole: an offset, anchors and done");
  return { version: 1, offset: Number(offset), anchors: anchors, done };
}

function isIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
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

/** JSON with its keys in order, so that equal values have equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
