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

/** When a listing is left, to be continued from its checkpoint: asked after each ticket, with how many came since the last time. */
export type Leave = (tickets: number) => boolean;

/**
 * Adds what a listing returns to `received`, until it ends or its signal aborts. With `leave` it is left and continued, which takes
 * a checkpoint.
 */
export async function collect(
  listing: Listing,
  target: ListingTarget,
  received: Identified[],
  leave?: Leave,
): Promise<Outcome> {
  try {
    for (let from: string | undefined; ; ) {
      const listed = await listing({ ...target, from });
      if (leave !== undefined && listed.checkpoint === undefined) {
        return { kind: "unable", error: new TypeError(NO_CHECKPOINT) };
      }
      const end = await take(listed, target, received, leave);
      if (end !== "left") return end;
      from = JSON.stringify(listed.checkpoint?.());
    }
  } catch (error) {
    return { kind: "failed", error };
  }
}

async function take(
  listed: Listed,
  { signal }: ListingTarget,
  received: Identified[],
  leave: Leave = () => false,
): Promise<Outcome | "left"> {
  let count = 0;
  for await (const execution of listed) {
    if (!isIdentified(execution)) return { kind: "strange", error: new TypeError(NO_TICKET) };
    received.push(execution);
    if (signal.aborted) break;
    if (leave(++count)) return "left";
  }
  return { kind: "done" };
}

const NO_TICKET = "The listing returned something that has no execution_id.";
const NO_CHECKPOINT = "What the listing returned has no checkpoint(), so that it cannot be continued.";

function isIdentified(value: unknown): boolean {
  return isObject(value) && "execution_id" in value && typeof value.execution_id === "string";
}
