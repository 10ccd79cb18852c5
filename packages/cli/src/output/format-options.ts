import type { CsvOptions } from "./csv.ts";
import type { JsonOptions } from "./json.ts";
import type { Palette } from "./style.ts";
import type { TimeStyle } from "./times.ts";

/** How tickets are written. */
export interface FormatOptions extends CsvOptions, JsonOptions {
  readonly times: TimeStyle;
  /** The columns of the terminal; undefined where nothing is cut. */
  readonly width: number | undefined;
  readonly palette: Palette;
}
