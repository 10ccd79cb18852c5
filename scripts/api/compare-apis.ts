import type { Bump } from "../../openapi/scripts/bump.ts";
import type { Api } from "./read-api.ts";

/** One difference between what two releases of a package export. */
export interface ApiChange {
  readonly bump: Bump;
  /** How users import the module. */
  readonly specifier: string;
  /** What it is in that module; the module as a whole where there is none. */
  readonly name?: string;
  /** What follows to make a sentence: "is gone". */
  readonly words: string;
}

export const DECLARED_OTHERWISE = "is declared otherwise";

/** What users of a package notice: its entry points by how they are imported, before and after. */
export function compareApis(before: ReadonlyMap<string, Api>, after: ReadonlyMap<string, Api>): ApiChange[] {
  const specifiers = [...new Set([...before.keys(), ...after.keys()])].sort();
  return specifiers.flatMap((specifier): ApiChange[] => {
    const old = before.get(specifier);
    const fresh = after.get(specifier);
    if (old === undefined) return [{ bump: "minor", specifier, words: "is a new entry point" }];
    if (fresh === undefined) return [{ bump: "major", specifier, words: "is no entry point any more" }];
    return compareExports(specifier, old, fresh);
  });
}

function compareExports(specifier: string, before: Api, after: Api): ApiChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name): ApiChange[] => {
    const old = before.get(name);
    const fresh = after.get(name);
    if (old === fresh) return [];
    const isPrivate = name.endsWith("(not exported)");
    // Who cannot import it is told by the exported declarations that use it.
    if (old === undefined) return isPrivate ? [] : [{ bump: "minor", specifier, name, words: "is new" }];
    if (fresh === undefined) return isPrivate ? [] : [{ bump: "major", specifier, name, words: "is gone" }];
    return [{ bump: isExtended(old, fresh) ? "minor" : "major", specifier, name, words: DECLARED_OTHERWISE }];
  });
}

/**
 * Whether every line is still there, in its order, and each new one is something that nobody has to give: an optional, a method of a
 * class, or a member of what users only receive (`@sealed`). What is sealed no longer may be made by anybody.
 */
function isExtended(before: string, after: string): boolean {
  const isReceived = /^(sealed |(abstract )?class )/.test(after);
  const old = (isReceived ? before : before.replace(/^sealed /, "")).split("\n");
  const added = after.split("\n").filter((line) => {
    if (line !== old[0]) return true;
    old.shift();
    return false;
  });
  return old.length === 0 && added.every((line) => /^\s+(readonly )?[\w$]+\?[:(]/.test(line) || isReceived);
}
