import type { Profiler } from "node:inspector";

/** Microseconds a call that one function is charged with. */
export interface ChargedFrame {
  readonly frame: string;
  /** Its own code, and the code of Node that it called. */
  charged: number;
  /** Its own code alone. */
  own: number;
}

/** Adds up the samples of a profile by function, dearest first. The idle time is left out. */
export function chargeFrames(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  calls: number,
): ChargedFrame[] {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const charges = new Map<string, ChargedFrame>();
  samples.forEach((sample, index) => {
    const name = byId.get(sample)?.callFrame.functionName;
    if (name === "(idle)") return;
    let id: number | undefined = sample;
    while (id !== undefined && !isOfPackage(byId.get(id))) id = parents.get(id);
    const frame = id === undefined ? (name === "(garbage collector)" ? name : "Node's own") : nameOf(byId.get(id));
    const charge = charges.get(frame) ?? { frame, charged: 0, own: 0 };
    const spent = (timeDeltas[index] ?? 0) / calls;
    charge.charged += spent;
    if (id === sample) charge.own += spent;
    charges.set(frame, charge);
  });
  return [...charges.values()].sort((a, b) => b.charged - a.charged);
}

function isOfPackage(node: Profiler.ProfileNode | undefined): boolean {
  return node?.callFrame.url.startsWith("file:") ?? false;
}

/** `send` of `client/dist/fetch/send.js`: the path from the package on, since the rest is this machine's. */
function nameOf(node: Profiler.ProfileNode | undefined): string {
  const { functionName = "", url = "" } = node?.callFrame ?? {};
  const path = url.replace(/^.*\/(?:node_modules|packages)\//, "").replace(/^.*\/bench\//, "bench/");
  return `\`${functionName || "(anonymous)"}\` of ${path}`;
}
