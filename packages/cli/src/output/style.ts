import type { Io } from "../io.ts";

/** Colours a text, or leaves it as it is. */
type Style = (text: string) => string;

/** The colours of states and of headings, if the output is to be coloured. */
export interface Palette {
  status(status: string | undefined): Style;
  readonly heading: Style;
  readonly faint: Style;
}

const plain: Style = (text) => text;
const ansi =
  (code: number, end = 39): Style =>
  (text) =>
    `\u001b[${code}m${text}\u001b[${end}m`;

const COLOURS: Readonly<Record<string, Style>> = {
  Succeed: ansi(32),
  Succeeded: ansi(32),
  Failed: ansi(31),
  Timeout: ansi(31),
  Canceled: ansi(33),
  Canceling: ansi(33),
  Running: ansi(36),
  Pending: ansi(36),
};

const COLOURED: Palette = {
  status: (status = "") => (Object.hasOwn(COLOURS, status) ? (COLOURS[status] ?? plain) : plain),
  heading: ansi(1, 22),
  faint: ansi(2, 22),
};

const PLAIN: Palette = { status: () => plain, heading: plain, faint: plain };

/** By the conventions of no-color.org and force-color.org: FORCE_COLOR before NO_COLOR before what the terminal is. */
export function paletteOf({ env, isTerminal }: Pick<Io, "env" | "isTerminal">): Palette {
  if (env.FORCE_COLOR) return env.FORCE_COLOR === "0" || env.FORCE_COLOR === "false" ? PLAIN : COLOURED;
  return isTerminal && !env.NO_COLOR && env.TERM !== "dumb" ? COLOURED : PLAIN;
}
