/** What a caller has to know of an operation beside its types: where it is sent, how it signs in, how parameters are written. */
export interface Requests {
  readonly servers: readonly string[];
  /** Each way to sign in, by its name, with all that defines it. */
  readonly security: ReadonlyMap<string, string>;
  /** Each parameter, by its place and name: `query.tags`. */
  readonly parameters: ReadonlyMap<string, string>;
}

type Node = Readonly<Record<string, unknown>>;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The name of what a contract says of all its operations. */
export const ALL = "all operations";

/** Each operation of a contract, by its method and path; beside them what the contract says of all. */
export function readRequests(contract: unknown): Map<string, Requests> {
  const root = toNode(contract);
  const found = new Map([[ALL, readOperation(root, {}, {})]]);
  for (const [path, given] of Object.entries(toNode(root.paths))) {
    const item = toNode(given);
    for (const method of METHODS.filter((name) => name in item)) {
      found.set(`${method.toUpperCase()} ${path}`, readOperation(root, item, toNode(item[method])));
    }
  }
  return found;
}

function readOperation(root: Node, item: Node, operation: Node): Requests {
  const resolve = (node: Node): Node => (typeof node.$ref === "string" ? resolve(follow(root, node.$ref)) : node);
  const parameters = [...toNodes(item.parameters), ...toNodes(operation.parameters)].map(resolve);
  const schemes = toNode(toNode(root.components).securitySchemes);
  const ways = toNodes(operation.security ?? root.security).map((way): [string, string] => {
    const names = Object.keys(way).sort();
    const definition = names.map((name) => [withoutWords(resolve(toNode(schemes[name]))), way[name]]);
    return [nameWay(names), JSON.stringify(definition)];
  });
  return {
    servers: toNodes(operation.servers ?? item.servers ?? root.servers).map(({ url }) => String(url)),
    // Who asks for no security takes anybody.
    security: new Map(ways.length > 0 ? ways : [[nameWay([]), "[]"]]),
    parameters: new Map(parameters.map((node) => [`${node.in}.${node.name}`, describeForm(node)])),
  };
}

const nameWay = (schemes: readonly string[]) => `security.${schemes.join("+") || "none"}`;

/** How a value becomes text, with the defaults of OpenAPI. */
function describeForm({ in: place, style, explode, allowReserved = false, content }: Node): string {
  const used = style ?? (place === "query" || place === "cookie" ? "form" : "simple");
  const form = `style ${used}, explode ${explode ?? used === "form"}, allowReserved ${allowReserved}`;
  return content === undefined ? form : `content ${Object.keys(toNode(content)).join(", ")}`;
}

function follow(root: Node, reference: string): Node {
  const keys = reference.slice(2).split("/");
  return keys.reduce((node, key) => toNode(node[key.replaceAll("~1", "/").replaceAll("~0", "~")]), root);
}

const withoutWords = ({ description: _description, ...node }: Node): Node => node;

const toNodes = (value: unknown): Node[] => (Array.isArray(value) ? value.map(toNode) : []);

function toNode(value: unknown): Node {
  return isNode(value) ? value : {};
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;
