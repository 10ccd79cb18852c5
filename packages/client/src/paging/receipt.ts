/** What shows that a listing is complete, or how far it has come. @sealed */
export interface ListingReceipt {
  /** Whether the end of the list was reached, with everything before it. */
  readonly complete: boolean;
  /** Requests that were sent, and the most that were in flight at a time. */
  readonly requests: number;
  readonly maxInFlight: number;
  /** Windows that were read. */
  readonly windows: number;
  /** Different rows that were read. */
  readonly rows: number;
  /** Rows that were read again, because windows overlap or because the list has moved. */
  readonly duplicateRows: number;
  /** Places where rows had left the list between two windows, so that the listing had to find its place again. */
  readonly gapsRepaired: number;
  /** How long the list was, according to the first response and to the last. */
  readonly firstTotal: number | undefined;
  readonly lastTotal: number | undefined;
}

/** A receipt while it is written. */
export class Receipt implements ListingReceipt {
  complete = false;
  requests = 0;
  maxInFlight = 0;
  windows = 0;
  rows = 0;
  duplicateRows = 0;
  gapsRepaired = 0;
  firstTotal: number | undefined = undefined;
  lastTotal: number | undefined = undefined;

  addWindow(total: number | undefined): void {
    if (this.windows++ === 0) this.firstTotal = total;
    this.lastTotal = total;
  }

  /** Adds the rows of a window that was used, of which so many were new. */
  addRows(count: number, added: number): void {
    this.rows += added;
    this.duplicateRows += count - added;
  }
}
