import type { Io } from "../io.ts";
import { counted } from "../words.ts";

/** How often a line is drawn again, and how often one is written where nothing can be drawn, in milliseconds. */
const REDRAW = 200;
const LOG = 30_000;

/** Shows how far an export has come: one line that is drawn again on a terminal, else a line now and then. */
export class Progress {
  readonly #io: Io;
  readonly #startedAt = performance.now();
  readonly #startedWith: number;
  #toldAt: number;
  #isDrawn = false;

  constructor(io: Io, loaded: number) {
    this.#io = io;
    this.#startedWith = loaded;
    this.#toldAt = io.isErrorTerminal ? Number.NEGATIVE_INFINITY : this.#startedAt;
  }

  /** @param loaded How many of the list were read, of which `rows` were wanted. */
  update(rows: number, loaded: number, total: number | undefined): void {
    const now = performance.now();
    if (now - this.#toldAt < (this.#io.isErrorTerminal ? REDRAW : LOG)) return;
    this.#toldAt = now;
    const line = this.#describe(rows, loaded, total, now);
    if (this.#io.isErrorTerminal) {
      this.#io.stderr.write(`\r\u001b[K${line}`);
      this.#isDrawn = true;
    } else this.#io.stderr.write(`${line}\n`);
  }

  /** Clears the line, so that what is told next stands by itself. */
  end(): void {
    if (this.#isDrawn) this.#io.stderr.write("\r\u001b[K");
    this.#isDrawn = false;
  }

  #describe(rows: number, loaded: number, total: number | undefined, now: number): string {
    const seconds = (now - this.#startedAt) / 1000;
    const rate = seconds > 0 ? (loaded - this.#startedWith) / seconds : 0;
    const parts = [counted(rows, "ticket")];
    if (total !== undefined && total > 0)
      parts.push(`${Math.min(100, Math.floor((100 * loaded) / total))}% of ${total} listed`);
    parts.push(`${Math.round(rate)}/s`);
    if (total !== undefined && rate > 0 && total > loaded) parts.push(`${formatRest((total - loaded) / rate)} left`);
    return parts.join(", ");
  }
}

function formatRest(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
