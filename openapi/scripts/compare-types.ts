import { type Bump, type Change, largestBump } from "./bump.ts";
import { type Declaration, OPEN, readDeclarations, type Side } from "./read-declarations.ts";

interface Rule {
  readonly request: Bump;
  readonly response: Bump;
  readonly words: string;
}

// What a change of the generated types asks of their version, for what callers send and for what the service answers. Types
// break a build where a wire is still understood: a value that may be absent, a union that no longer takes any text.
const RULES = {
  removed: { request: "major", response: "major", words: "is gone" },
  added: { request: "minor", response: "minor", words: "is new" },
  addedAndRequired: { request: "major", response: "minor", words: "is new and required" },
  becameOptional: { request: "minor", response: "major", words: "is now optional" },
  becameRequired: { request: "major", response: "minor", words: "is now required" },
  becameNullable: { request: "minor", response: "major", words: "may now be null" },
  becameNotNullable: { request: "major", response: "minor", words: "is no longer null" },
  valueAdded: { request: "minor", response: "minor", words: "has a new known value," },
  valueRemoved: { request: "major", response: "major", words: "has lost a known value," },
  opened: { request: "minor", response: "major", words: "now takes any text beside the known values" },
  closed: { request: "major", response: "major", words: "no longer takes any text, only the known values" },
  widened: { request: "minor", response: "major", words: "may now also be" },
  narrowed: { request: "major", response: "major", words: "is no longer" },
  retyped: { request: "major", response: "major", words: "has another type:" },
} as const satisfies Record<string, Rule>;

type Kind = keyof typeof RULES;

/** What those who compile against the types of a contract notice of a new one. */
export function compareTypes(before: string, after: string): Change[] {
  const old = readDeclarations(before);
  const fresh = readDeclarations(after);
  const changes: Change[] = [];
  for (const [path, declaration] of old) {
    const now = fresh.get(path);
    if (now !== undefined) changes.push(...compareOne(path, declaration, now));
    else if (!hasLostParent(path, old, fresh)) changes.push(change("removed", path, declaration.sides));
  }
  for (const [path, declaration] of fresh) {
    if (old.has(path) || hasLostParent(path, fresh, old)) continue;
    const kind = isGiven(path, declaration) && !declaration.optional ? "addedAndRequired" : "added";
    changes.push(change(kind, path, declaration.sides));
  }
  return changes;
}

function compareOne(path: string, before: Declaration, after: Declaration): Change[] {
  const kinds: [kind: Kind, detail?: string][] = [];
  if (!before.optional && after.optional) kinds.push(["becameOptional"]);
  if (before.optional && !after.optional) kinds.push(["becameRequired"]);

  const lost = before.members.filter((member) => !after.members.includes(member));
  const gained = after.members.filter((member) => !before.members.includes(member));
  if (gained.includes("null")) kinds.push(["becameNullable"]);
  if (lost.includes("null")) kinds.push(["becameNotNullable"]);

  const isNew = gained.filter((member) => member !== "null");
  const isGone = lost.filter((member) => member !== "null");
  if (isNew.length > 0 && isGone.length > 0 && ![...isNew, ...isGone].every(isLiteral)) {
    kinds.push(["retyped", `${after.members.join(" | ")}, was ${before.members.join(" | ")}`]);
  } else {
    for (const member of isNew) kinds.push(nameMember(member, "valueAdded", "opened", "widened"));
    for (const member of isGone) kinds.push(nameMember(member, "valueRemoved", "closed", "narrowed"));
  }
  return kinds.map(([kind, detail]) => change(kind, path, after.sides, detail));
}

function nameMember(member: string, value: Kind, open: Kind, type: Kind): [kind: Kind, detail?: string] {
  if (isLiteral(member)) return [value, member];
  return member === OPEN ? [open] : [type, member];
}

function change(kind: Kind, path: string, sides: readonly Side[], detail?: string): Change {
  const rule = RULES[kind];
  const words = detail === undefined ? rule.words : `${rule.words} ${detail}`;
  return { bump: largestBump(sides.map((side) => rule[side])), path: shorten(path), words };
}

const isLiteral = (member: string) => member.startsWith('"') || /^-?\d|^(true|false)$/.test(member);

/** A part of what came or went as a whole is not told once more. */
function hasLostParent(path: string, from: Map<string, Declaration>, to: Map<string, Declaration>): boolean {
  const parent = path.slice(0, path.lastIndexOf("."));
  return from.has(parent) && !to.has(parent);
}

/** Whether a caller has to write it; the named parameters are only where an operation takes them. */
function isGiven(path: string, { sides }: Declaration): boolean {
  return sides.includes("request") && !path.startsWith("components.parameters.");
}

function shorten(path: string): string {
  return path
    .replace(/^components\.schemas\./, "")
    .replace(/^components\./, "")
    .replace(/^operations\.(\w+)\.parameters\./, "$1.")
    .replace(/^operations\./, "");
}
