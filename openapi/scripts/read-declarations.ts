import ts from "typescript";

/** Who writes a value: the caller (`request`), the service (`response`), or both. */
export type Side = "request" | "response";

/** What the generated types say of one name. */
export interface Declaration {
  readonly optional: boolean;
  /** The members of its union; one where it is none. */
  readonly members: readonly string[];
  readonly sides: readonly Side[];
}

/** How the generator writes the branch that keeps a union open. */
export const OPEN = "string & {}";

interface Found {
  readonly optional: boolean;
  readonly members: readonly string[];
}

/** Each name that the generated types declare, by its path: `components.schemas.Execution.creator`. */
export function readDeclarations(text: string): Map<string, Declaration> {
  const source = ts.createSourceFile("types.ts", text, ts.ScriptTarget.Latest, true);
  const found = new Map<string, Found>();
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) collectMembers(statement.members, statement.name.text, found);
  }
  const requests = reachableFrom(found, /^operations\.\w+\.(parameters|requestBody)\.|^components\.parameters\./);
  const responses = reachableFrom(found, /^operations\.\w+\.responses\.|^components\.(responses|headers)\./);
  return new Map(
    [...found].map(([path, { optional, members }]) => {
      const sides: Side[] = [];
      if (belongsTo(path, requests)) sides.push("request");
      if (belongsTo(path, responses) || sides.length === 0) sides.push("response");
      return [path, { optional, members, sides }];
    }),
  );
}

function collectMembers(members: ts.NodeArray<ts.TypeElement>, path: string, found: Map<string, Found>): void {
  for (const member of members) {
    if (ts.isPropertySignature(member) && member.type !== undefined) {
      const optional = member.questionToken !== undefined;
      // `cookie?: never` says that there is none.
      if (member.type.kind !== ts.SyntaxKind.NeverKeyword) {
        const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
        collectType(member.type, `${path}.${name}`, optional, found);
      }
    }
  }
}

function collectType(type: ts.TypeNode, path: string, optional: boolean, found: Map<string, Found>): void {
  const parts = ts.isUnionTypeNode(type) ? type.types : [type];
  found.set(path, { optional, members: parts.map(describe) });
  for (const part of parts) {
    const element = elementOf(part);
    for (const piece of ts.isIntersectionTypeNode(element) ? element.types : [element]) {
      if (ts.isTypeLiteralNode(piece)) collectMembers(piece.members, path, found);
    }
  }
}

/** The type without its arrays: what stands in a list is declared at the path of the list. */
function elementOf(type: ts.TypeNode): ts.TypeNode {
  if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return elementOf(type.type);
  return ts.isArrayTypeNode(type) ? elementOf(type.elementType) : type;
}

function describe(type: ts.TypeNode): string {
  if (ts.isTypeOperatorNode(type)) return describe(type.type);
  if (ts.isParenthesizedTypeNode(type)) return describe(type.type);
  if (ts.isArrayTypeNode(type)) return `a list of ${describe(type.elementType)}`;
  if (ts.isTypeLiteralNode(type)) return "an object";
  if (ts.isUnionTypeNode(type)) return type.types.map(describe).join(" or ");
  if (ts.isIntersectionTypeNode(type) && type.getText() !== OPEN) return type.types.map(describe).join(" with ");
  if (ts.isIndexedAccessTypeNode(type)) return /\["([^"]+)"\]$/.exec(type.getText())?.[1] ?? type.getText();
  return type.getText().replaceAll(/\s+/g, " ");
}

/** The names of the schemas that something under these paths refers to, and those that they refer to. */
function reachableFrom(found: Map<string, Found>, paths: RegExp): { paths: RegExp; schemas: Set<string> } {
  const schemas = new Set<string>();
  const visit = (matches: (path: string) => boolean): void => {
    for (const [path, { members }] of found) {
      if (!matches(path)) continue;
      for (const member of members) {
        const name = member.replaceAll("a list of ", "");
        if (schemas.has(name) || !found.has(`components.schemas.${name}`)) continue;
        schemas.add(name);
        visit((other) => other === `components.schemas.${name}` || other.startsWith(`components.schemas.${name}.`));
      }
    }
  };
  visit((path) => paths.test(path));
  return { paths, schemas };
}

function belongsTo(path: string, { paths, schemas }: { paths: RegExp; schemas: Set<string> }): boolean {
  const schema = /^components\.schemas\.([^.]+)/.exec(path)?.[1];
  return schema === undefined ? paths.test(path) : schemas.has(schema);
}
