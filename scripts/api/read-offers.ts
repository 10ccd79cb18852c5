import type { Api } from "./read-api.ts";

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What a package offers and asks for beside its modules: files and commands by their names, the Node and the peers that it needs. */
export function readOffers(manifest: Manifest): Api {
  const { exports = {}, bin = {}, engines = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const files = Object.entries(exports).filter(([, target]) => typeof target === "string");
  const peers = Object.entries(peerDependencies).map(
    ([name, range]) => `${name} ${range}${peerDependenciesMeta[name]?.optional === true ? ", optional" : ""}`,
  );
  const offers = [
    ...files.map(([path]): [string, string] => [path, "a file"]),
    ...Object.keys(bin).map((name): [string, string] => [name, "a command"]),
    ["Node", engines.node ?? "any"] as const,
    ["peers", peers.join("\n") || "none"] as const,
  ];
  return new Map(offers);
}
