import type { Change } from "./bump.ts";

/** oasdiff passes over the servers, and a client without its server is without its service. */
export function compareServers(before: unknown, after: unknown): Change[] {
  const old = readServers(before);
  const fresh = readServers(after);
  return [
    ...old.filter((url) => !fresh.includes(url)).map((path): Change => ({ bump: "major", path, words: "is gone" })),
    ...fresh.filter((url) => !old.includes(url)).map((path): Change => ({ bump: "minor", path, words: "is new" })),
  ];
}

function readServers(contract: unknown): string[] {
  const servers = isRecord(contract) && Array.isArray(contract.servers) ? contract.servers : [];
  return servers.filter(isRecord).map((server) => String(server.url));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
