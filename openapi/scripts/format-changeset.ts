import { type Bump, largestBump } from "./bump.ts";
import { type Changeset, TAKEN } from "./read-changesets.ts";

/** What a changeset has to say. */
interface Contents {
  readonly packages: readonly string[];
  readonly bump: Bump;
  /** What stands before the sentences. */
  readonly title: string;
  readonly sentences: readonly string[];
}

/** The text of a changeset. One that is there keeps its words, and gets what it lacks: a larger bump, further sentences. */
export function formatChangeset({ packages, bump, title, sentences }: Contents, present?: Changeset): string {
  const bumps: Record<string, Bump> = { ...present?.bumps };
  for (const name of packages) bumps[name] = largestBump([bump, bumps[name] ?? bump]);
  const matter = Object.entries(bumps).map(([name, promise]) => `"${name}": ${promise}\n`);
  const words = present?.words.trim() || title;
  const list = sentences.map((sentence) => `- ${sentence}`).filter((line) => !words.split("\n").includes(line));
  const endsInList = words.split("\n").at(-1)?.startsWith("- ") ?? false;
  const text = list.length === 0 ? words : `${words}${endsInList ? "\n" : "\n\n"}${list.join("\n")}`;
  return `---\n${matter.join("")}---\n\n${text}\n`;
}

/** The file of a changeset by that name; another where a prerelease keeps one, which `changeset version` would overwrite. */
export function nameChangeset(name: string, changesets: readonly Changeset[]): string {
  const isFree = (candidate: string) => changesets.every(({ file }) => file !== `${TAKEN}${candidate}.md`);
  let candidate = name;
  for (let count = 2; !isFree(candidate); count += 1) candidate = `${name}-${count}`;
  return `.changeset/${candidate}.md`;
}
