import stringWidth from "string-width";

/** No cell of a table is wider: what is longer is cut before it is measured, so that a text of a megabyte costs nothing. */
const MAX_WIDTH = 120;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A text of at most `width` columns, cut between characters, and how many columns it takes. */
export function fitText(text: string, width: number = MAX_WIDTH): { readonly text: string; readonly width: number } {
  // No character of a sane text has more than a few code units.
  const start = text.length > 16 * width ? text.slice(0, 16 * width) : text;
  if (isAscii(start)) {
    return start.length <= width && start === text
      ? { text, width: text.length }
      : { text: `${start.slice(0, Math.max(0, width - 1))}…`, width };
  }
  let [fitting, used] = ["", 0];
  for (const { segment } of segmenter.segment(start)) {
    const columns = stringWidth(segment);
    if (used + columns > width) return cut(fitting, width);
    fitting += segment;
    used += columns;
  }
  return start === text ? { text, width: used } : cut(fitting, width);
}

/** Makes room for the mark that something is missing. */
function cut(text: string, width: number): { readonly text: string; readonly width: number } {
  const characters = [...segmenter.segment(text)].map(({ segment }) => segment);
  let used = stringWidth(text);
  while (used > width - 1 && characters.length > 0) used -= stringWidth(characters.pop() ?? "");
  return { text: `${characters.join("")}…`, width: used + 1 };
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
