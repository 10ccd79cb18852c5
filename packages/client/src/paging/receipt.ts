import type { Window } from "./window.ts";

/** What shows that a listing is whole, or how far it has come. */
export interface ListingReceipt {
  /** Whether the end of the list was reached, with everything before it. */
  readonly complete: boolean;
  /** Windows that were read. */
  readonly windows: number;
  /** Different rows that were met. */
  readonly rows: number;
  /** Rows that came again, in windows that overlap or because the list has moved. */
  readonly rowsMetTwice: number;
  /** Places where rows had left the list between two windows, and the walk had to look for where it was. */
  readonly seamsRepaired: number;
  /** How long the list was said to be by the first answer and by the last. */
  readonly firstTotal: number | undefined;
  readonly lastTotal: number | undefined;
}

/** Writes the receipt while a list is walked. */
export interface Receipt {
  tookWindow(window: Window<unknown>): void;
  tookRows(length: number, fresh: number): void;
  /** So many rows that a pass over the list found were had from a pass before. */
  hadRows(count: number): void;
  brokeSeam(): void;
  completed(): void;
  read(): ListingReceipt;
}

export function createReceipt(): Receipt {
  const counts = { complete: false, windows: 0, rows: 0, rowsMetTwice: 0, seamsRepaired: 0 };
  let firstTotal: number | undefined;
  let lastTotal: number | undefined;
  return {
    tookWindow({ total }) {
      if (counts.windows++ === 0) firstTotal = total;
      lastTotal = total;
    },
    tookRows(length, fresh) {
      counts.rows += fresh;
      counts.rowsMetTwice += length - fresh;
    },
    hadRows(count) {
      counts.rows -= count;
      counts.rowsMetTwice += count;
    },
    brokeSeam() {
      counts.seamsRepaired++;
    },
    completed() {
      counts.complete = true;
    },
    read: () => ({ ...counts, firstTotal, lastTotal }),
  };
}
