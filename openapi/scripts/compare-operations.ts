import type { Change } from "./bump.ts";

/** An operation that came or went, in one sentence, and the names by which the types tell the same. */
interface OperationChange {
  readonly change: Change;
  readonly names: readonly string[];
}

interface Operation {
  readonly address: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
}

/** The operations that one contract has and the other has not. */
export function compareOperations(before: unknown, after: unknown): OperationChange[] {
  const [old, fresh] = [listOperations(before), listOperations(after)];
  const isIn = (others: readonly Operation[]) => (one: Operation) =>
    others.some(({ address, operationId }) => address === one.address || operationId === one.operationId);
  const name = ({ path, operationId }: Operation) => [`paths.${path}`, operationId];
  return [
    ...old
      .filter((one) => !isIn(fresh)(one))
      .map((one): OperationChange => {
        const words = `(\`${one.operationId}\`) is gone`;
        return { change: { bump: "major", path: one.address, words }, names: name(one) };
      }),
    ...fresh
      .filter((one) => !isIn(old)(one))
      .map((one): OperationChange => {
        const what = one.summary === "" ? "" : `: ${one.summary}`;
        const words = `(\`${one.operationId}\`) is a new operation${what}`;
        return { change: { bump: "minor", path: one.address, words }, names: name(one) };
      }),
  ];
}

function listOperations(contract: unknown): Operation[] {
  return entriesOf(Reflect.get(Object(contract), "paths")).flatMap(([path, item]) =>
    entriesOf(item).flatMap(([method, operation]): Operation[] => {
      const operationId: unknown = Reflect.get(Object(operation), "operationId");
      const summary: unknown = Reflect.get(Object(operation), "summary");
      if (typeof operationId !== "string") return []; // `parameters` of all methods, or an operation without a name
      return [{ address: `${method.toUpperCase()} ${path}`, path, operationId, summary: String(summary ?? "") }];
    }),
  );
}

const entriesOf = (value: unknown): [string, unknown][] => Object.entries(Object(value));
