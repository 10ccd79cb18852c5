/** Rows that have not been updated since a moment: that of the first window taken. */
export interface Rested<T> {
  /** Whether a row is known to have rested since. */
  has(item: T): boolean;
  /** Takes a later window; false when it holds none of these rows, and so nothing can be said of its others. */
  take(items: readonly T[]): boolean;
}

/**
 * In a list that is sorted by update, newest first, all that was updated since a moment stands before all that was not. So what
 * stands behind a row that has rested has rested as well: from window to window, beginning with the first.
 */
export function createRestedRows<T>(idOf: (item: T) => string, versionOf: (item: T) => unknown): Rested<T> {
  const versions = new Map<string, unknown>();
  let begun = false;
  const has = (item: T) => versions.has(idOf(item)) && versions.get(idOf(item)) === versionOf(item);
  return {
    has,
    take(items) {
      const first = begun ? items.findIndex(has) : 0;
      begun ||= items.length > 0;
      if (first === -1) return false;
      for (const item of items.slice(first)) versions.set(idOf(item), versionOf(item));
      return true;
    },
  };
}
