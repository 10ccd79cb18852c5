import type { Checkpoint } from "../errors.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { Step } from "./walk.ts";

/** The last ids that are kept. The place is lost when all these rows have left the list. */
const ANCHORS = 96;
/** No checkpoint of ours is anywhere near as long. */
const MAX_LENGTH = 1_000_000;

const START: Checkpoint = { version: 1, offset: 0, anchors: [], done: false, loaded: 0 };

/** Where a listing stands: up to which row it was yielded, or skipped because it was not wanted. */
export class Place {
  #at: Checkpoint;
  #step: Pick<Step<unknown, unknown>, "ids" | "offset" | "follows"> = { ids: [], offset: 0, follows: true };
  #passed = 0;

  constructor(from: Checkpoint = START) {
    this.#at = from;
  }

  /** The rows of this step come next. */
  begin(step: Pick<Step<unknown, unknown>, "ids" | "offset" | "follows">): void {
    this.#at = this.checkpoint();
    this.#step = step;
    this.#passed = 0;
  }

  pass(): void {
    this.#passed++;
  }

  finish(): void {
    this.#at = { ...this.checkpoint(), done: true };
    this.#passed = 0;
  }

  checkpoint(): Checkpoint {
    const { ids, offset, follows } = this.#step;
    if (this.#passed === 0) return this.#at;
    const { anchors, loaded = 0 } = this.#at;
    const at = { ...this.#at, loaded: loaded + this.#passed };
    if (!follows) return at;
    const passed = [...anchors, ...ids.slice(0, this.#passed)].slice(-ANCHORS);
    return { ...at, anchors: passed, offset: offset + this.#passed - 1 };
  }
}

/**
 * Reads a checkpoint, as an object or as its JSON.
 *
 * @param about What it must be a checkpoint of, by name: it has to hold the same values.
 * @throws {InvalidArgumentError} if it is incomplete, of another version, or of another list.
 */
export function readCheckpoint(given: unknown, about: object): Checkpoint {
  const { version, offset, anchors, done, loaded = Number(offset) + 1, ...rest } = parseCheckpoint(given);
  if (version !== 1) throw refusal(`of version 1, not of version ${canonical(version)}`);
  for (const [name, wanted] of Object.entries(about)) {
    if (canonical(rest[name]) === canonical(wanted)) continue;
    throw refusal(`of the same ${name}: it is of ${canonical(rest[name])}, this listing of ${canonical(wanted)}`);
  }
  if (!isCount(offset)) throw refusal(`whose offset is a non-negative integer, not ${canonical(offset)}`);
  if (!isIds(anchors)) throw refusal(`whose anchors are at most ${ANCHORS} ids, non-empty strings, each once`);
  if (anchors.length === 0 && offset > 0) throw refusal("that has anchors, since its offset is not 0");
  if (typeof done !== "boolean") throw refusal(`whose done is true or false, not ${canonical(done)}`);
  if (!isCount(loaded)) throw refusal(`whose loaded is a non-negative integer, not ${canonical(loaded)}`);
  return { version, offset, anchors: [...anchors], done, loaded: anchors.length === 0 ? 0 : loaded };
}

/** The content of a checkpoint, before any of it is checked. */
export function parseCheckpoint(given: unknown): Record<string, unknown> {
  const found = typeof given === "string" ? parse(given) : given;
  if (typeof found !== "object" || found === null) throw refusal("an object, or its JSON");
  return { ...found };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isIds(value: unknown): value is string[] {
  if (!Array.isArray(value) || value.length > ANCHORS) return false;
  return value.every((id) => typeof id === "string" && id !== "") && new Set(value).size === value.length;
}

function refusal(allowed: string): InvalidArgumentError {
  const hint = "Use it exactly as `checkpoint()` returned it, or list from the start.";
  return new InvalidArgumentError({ option: "from", allowed: `a checkpoint ${allowed}`, hint });
}

function parse(text: string): unknown {
  if (text.length > MAX_LENGTH) throw refusal(`of at most ${MAX_LENGTH} characters, not of ${text.length}`);
  try {
    return JSON.parse(text);
  } catch {
    throw refusal("as it was written: this is not valid JSON (possibly truncated)");
  }
}

/** JSON with its keys in order, so that equal values have equal texts. Cut to what an error message can hold when it differs. */
function canonical(value: unknown): string {
  try {
    return String(
      JSON.stringify(value, (_, part: unknown) =>
        typeof part === "object" && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
          : part,
      ),
    );
  } catch {
    throw refusal("of plain JSON"); // a bigint, or nested too deep
  }
}
