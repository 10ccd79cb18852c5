import { InvalidArgumentError } from "../../errors/invalid-argument-error.ts";

/** The keys of each section, by name. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads `[section]`, `key = value` or `key: value`, and whole-line comments behind `#` or `;`: what Python's `configparser`
 * takes, by which the vendor's SDK reads the file, without its continued lines: a line that is indented deeper than the key
 * before it is none of its own there. Keys are case-insensitive there, too.
 *
 * A line it cannot read is refused by its number, never quoted, since a secret may stand on it.
 */
export function readIni(text: string, file: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let deepest = Number.POSITIVE_INFINITY;

  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const where = `line ${index + 1} of ${file}`;
    if (/^\s*([#;].*)?$/.test(line)) continue;

    const name = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      section = take(sections, name, new Map(), where);
      deepest = Number.POSITIVE_INFINITY;
      continue;
    }
    const [, indent = "", key, value] = /^(\s*)([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined || indent.length > deepest)
      throw new InvalidArgumentError({
        option: where,
        allowed: "[section], key = value, or a comment that begins with #",
      });
    if (section === undefined)
      throw new InvalidArgumentError({ option: where, allowed: "below a [section], such as [basic]" });
    take(section, key.toLowerCase(), value, where);
    deepest = indent.length;
  }
  return sections;
}

/** Takes one name once: with two values for it, whichever one is meant, the other is a mistake. */
function take<T>(known: Map<string, T>, name: string, value: T, where: string): T {
  if (known.has(name))
    throw new InvalidArgumentError({
      option: where,
      allowed: "the only one of its name",
      hint: `${name} was there before.`,
    });
  known.set(name, value);
  return value;
}
