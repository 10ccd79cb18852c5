import type { Identified } from "../assertions/compare-listing.ts";
import { isObject } from "../check-option.ts";
import type { Listed, Listing, ListingTarget } from "./listing.ts";

/** How a listing ended. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** The client returned something that is not a ticket. */
  | { readonly kind: "strange"; readonly error: unknown }
  /** It cannot do what the scenario asks for. */
  | { readonly kind: "unable"; readonly error: unknown }
  | { readonly kind: "hung" };

/** Adds what a listing returns to `received`, until it ends or its signal aborts. */
export async function collect(listing: Listing, target: ListingTarget, received: Identified[]): Promise<Outcome> {
  try {
    const { outcome = { kind: "done" } } = await take(await listing(target), target, received, Infinity);
    return outcome;
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** So many tickets at a time: in the middle of a page of 50, at its ends, and over several. */
const PARTS: readonly number[] = [1, 49, 50, 51, 7];

/** The same, but the listing is left after some tickets and continued from its checkpoint, again and again. */
export async function collectInParts(
  listing: Listing,
  target: ListingTarget,
  received: Identified[],
): Promise<Outcome> {
  try {
    for (let part = 0, from: string | undefined; ; part++) {
      const listed = await listing({ ...target, from });
      if (listed.checkpoint === undefined) return { kind: "unable", error: new TypeError(NO_CHECKPOINT) };
      const { outcome, isLeft } = await take(listed, target, received, PARTS[part % PARTS.length] ?? 1);
      if (outcome !== undefined || !isLeft) return outcome ?? { kind: "done" };
      from = JSON.stringify(listed.checkpoint());
    }
  } catch (error) {
    return { kind: "failed", error };
  }
}

async function take(
  listed: Listed,
  { signal }: ListingTarget,
  received: Identified[],
  most: number,
): Promise<{ readonly outcome?: Outcome; readonly isLeft: boolean }> {
  let count = 0;
  for await (const execution of listed) {
    if (!isIdentified(execution)) {
      return { outcome: { kind: "strange", error: new TypeError(NO_TICKET) }, isLeft: true };
    }
    received.push(execution);
    if (signal.aborted || ++count === most) return { isLeft: !signal.aborted };
  }
  return { isLeft: false };
}

const NO_TICKET = "The listing returned something that has no execution_id.";
const NO_CHECKPOINT = "What the listing returned has no checkpoint(), so that it cannot be continued.";

function isIdentified(value: unknown): boolean {
  return isObject(value) && "execution_id" in value && typeof value.execution_id === "string";
}
