import { parse, stringify } from "yaml";

type Node = Record<string, unknown>;

/** The contract as it was before it had these operations: without their paths, and without what only they refer to. */
export function withoutOperations(contract: string, operationIds: readonly string[]): string {
  const root: Node & { paths: Record<string, { get: { operationId: string } }>; components: Record<string, Node> } =
    parse(contract);
  for (const [path, { get }] of Object.entries(root.paths))
    if (operationIds.includes(get.operationId)) delete root.paths[path];
  for (const [kind, named] of Object.entries(root.components)) {
    if (kind === "securitySchemes") continue;
    // Once for each reference that leads from what was dropped to something else that only it referred to.
    for (let before = -1; before !== Object.keys(named).length; ) {
      before = Object.keys(named).length;
      const text = JSON.stringify(root);
      for (const name of Object.keys(named)) if (!text.includes(`"#/components/${kind}/${name}"`)) delete named[name];
    }
  }
  return stringify(root);
}

/** A report of an entry point without these exports, and without these members of the others. */
export function withoutExports(report: string, names: readonly string[], members = /^\b$/): string {
  return report
    .split(/^(?=## )/m)
    .filter((section) => !names.some((name) => section.startsWith(`## ${name}\n`)))
    .map((section) =>
      section
        .split("\n")
        .filter((line) => !members.test(line))
        .join("\n"),
    )
    .join("");
}
