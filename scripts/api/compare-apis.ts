import type { Change } from "../../openapi/scripts/bump.ts";
import type { Api } from "./read-api.ts";

/** What those who import an entry point notice of a new one. */
export function compareApis(before: Api, after: Api): Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((path): Change[] => {
    const old = before.get(path);
    const fresh = after.get(path);
    if (old === fresh) return [];
    const isPrivate = path.endsWith("(not exported)");
    // Who cannot import it is told by the exported declarations that use it.
    if (old === undefined) return isPrivate ? [] : [{ bump: "minor", path, words: "is new" }];
    if (fresh === undefined) return isPrivate ? [] : [{ bump: "major", path, words: "is gone" }];
    return [{ bump: isExtended(old, fresh) ? "minor" : "major", path, words: "is declared otherwise" }];
  });
}

/** Whether every line is still there, in its order, and each new one is something that nobody has to give: an optional or a method of a class. */
function isExtended(before: string, after: string): boolean {
  const old = before.split("\n");
  const added = after.split("\n").filter((line) => {
    if (line !== old[0]) return true;
    old.shift();
    return false;
  });
  const isClass = /^(abstract )?class /.test(after);
  return old.length === 0 && added.every((line) => /^\s+(readonly )?[\w$]+\?[:(]/.test(line) || isClass);
}
