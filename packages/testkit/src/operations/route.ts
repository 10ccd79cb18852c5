import { OPERATIONS, type OperationName } from "./index.ts";

/** Where a request leads. */
export interface Route {
  readonly operation: OperationName;
  /** The parameter of the path, decoded; empty where it has none. */
  readonly execution_id: string;
}

/** What stands before the paths of the service where a gateway has it under one of its own: anything but a version. */
const BASE = "(?:/(?!v\\d+(?:/|$))[^/]+)*";

const ROUTES = Object.entries(OPERATIONS).map(([name, { path }]) => ({
  name: name as OperationName,
  pattern: new RegExp(`^${BASE}${path.replace("{execution_id}", "([^/]+)")}$`),
}));

/** The operation of a request; undefined where the contract has none. */
export function routeOf(method: string, path: string): Route | undefined {
  if (method !== "GET") return undefined;
  for (const { name, pattern } of ROUTES) {
    const match = pattern.exec(path);
    if (match !== null) return { operation: name, execution_id: decode(match[1] ?? "") };
  }
  return undefined;
}

/** An id with a broken escape is one that no ticket has. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
