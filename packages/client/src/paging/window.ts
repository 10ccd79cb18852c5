/** A slice of a list at one moment, as its service sent it. */
export interface Window<T> {
  /** The rows, in the list's order. There may be fewer than were asked for, also before the list ends. */
  readonly items: readonly T[];
  /** How long the list is, by the service's word; undefined where it does not say. Taken as a hint, never as a fact. */
  readonly total?: number | undefined;
}

/** Reads the slice that begins at `offset` and has `limit` rows at most. Rejects as soon as `signal` aborts. */
export type FetchWindow<W> = (offset: number, limit: number, signal: AbortSignal) => Promise<W>;
