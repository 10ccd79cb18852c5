import type { Bump, Change } from "./bump.ts";
import { ALL, readRequests } from "./read-requests.ts";

/**
 * What callers notice that stands in no type: oasdiff passes over servers and the form of parameters, and takes it for a new way to sign
 * in when an operation is left with one of several.
 */
export function compareRequests(before: unknown, after: unknown): Change[] {
  const fresh = readRequests(after);
  const changes = [...readRequests(before)].flatMap(([operation, old]): Change[] => {
    const now = fresh.get(operation);
    if (now === undefined) return []; // told by the types
    const tell = (bump: Bump, name: string, words: string): Change => ({
      bump,
      path: operation === ALL ? name : `${operation}, ${name}`,
      words,
    });
    return [
      ...minus(old.servers, now.servers).map((url) => tell("major", url, "is no server any more")),
      ...minus(now.servers, old.servers).map((url) => tell("minor", url, "is a new server")),
      ...minus(old.security.keys(), now.security.keys()).map((name) =>
        tell("major", name, "is gone: who signs in with it no longer can"),
      ),
      ...minus(now.security.keys(), old.security.keys()).map((name) => tell("minor", name, "is a new way to sign in")),
      ...differing(old.security, now.security).map((name) =>
        tell("major", name, "has changed: who signs in with it has to do it otherwise"),
      ),
      ...differing(old.parameters, now.parameters).map((name) =>
        tell("major", name, `is written otherwise: ${now.parameters.get(name)}`),
      ),
    ];
  });
  // What the contract says of all operations is told once.
  const common = changes.filter(({ path }) => !path.includes(", "));
  const isRepeated = ({ path, words }: Change) =>
    common.some((other) => other.words === words && path.endsWith(`, ${other.path}`));
  return changes.filter((change) => !isRepeated(change));
}

function minus(one: Iterable<string>, other: Iterable<string>): string[] {
  const names = new Set(other);
  return [...one].filter((name) => !names.has(name));
}

function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].filter(([name, text]) => after.has(name) && after.get(name) !== text).map(([name]) => name);
}
