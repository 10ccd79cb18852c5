import type { ClientEvent, Observe } from "./client-event.ts";

/** Tells an observer; costs nothing where there is none. */
export type Emit = (event: ClientEvent) => void;

/** An observer's own faults, thrown or rejected, must not reach the call that it watches. */
export function createEmitter(observe: Observe | undefined): Emit | undefined {
  if (observe === undefined) return undefined;
  return (event) => {
    try {
      const returned: unknown = observe(event);
      if (returned instanceof Promise) returned.catch(() => undefined);
    } catch {
      // Nobody is left to tell: the observer is the one who would log it.
    }
  };
}
