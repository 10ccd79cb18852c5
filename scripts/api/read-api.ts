import ts from "typescript";

/** What an entry point declares, by name: each as the compiler would publish it, without comments. */
export type Api = ReadonlyMap<string, string>;

/** A module that a package exports, and the folder of the package's sources. */
export interface Entry {
  readonly file: string;
  readonly sources: string;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["@coc-executions/source"],
  allowImportingTsExtensions: true,
  declaration: true,
  emitDeclarationOnly: true,
  removeComments: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ["node"],
};

/** The compiler's own libraries take longer to parse than all that is asked of them. */
const libraries = new Map<string, ts.SourceFile>();

/** Reads entry points, and what their declarations refer to among the sources of their own package. */
export function readApis(entries: readonly Entry[]): Api[] {
  const host = ts.createCompilerHost(OPTIONS, true);
  const parse = host.getSourceFile;
  host.getSourceFile = (name, ...others) => {
    if (!name.includes("/node_modules/")) return parse(name, ...others);
    const file = libraries.get(name) ?? parse(name, ...others);
    if (file !== undefined) libraries.set(name, file);
    return file;
  };
  const files = entries.map(({ file }) => file);
  const program = ts.createProgram(files, OPTIONS, host);
  return entries.map((entry) => readApi(program, entry));
}

function readApi(program: ts.Program, { file: name, sources }: Entry): Api {
  const checker = program.getTypeChecker();
  const published = new Map<ts.SourceFile, ts.SourceFile>();

  /** The file as it is published: no bodies, no private members. */
  function publish(file: ts.SourceFile): ts.SourceFile {
    const known = published.get(file);
    if (known !== undefined) return known;
    let text = "";
    program.emit(file, (_name, written) => (text = written), undefined, true);
    const made = ts.createSourceFile(file.fileName, text, ts.ScriptTarget.Latest, true);
    published.set(file, made);
    return made;
  }

  const unalias = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const isOwn = (node: ts.Node) => node.getSourceFile().fileName.startsWith(`${sources}/`);

  /** The published statements that declare a symbol; a function with overloads has several. */
  function print(symbol: ts.Symbol): string {
    const files = [...new Set((symbol.declarations ?? []).map((declaration) => declaration.getSourceFile()))];
    if (!files.some(isOwn)) return "from another package";
    if (files.some((file) => file.fileName.includes("/generated/")))
      return "generated from the contract: see spec:check";
    return files
      .flatMap((file) => publish(file).statements.filter((statement) => namesOf(statement).includes(symbol.name)))
      .map((statement) =>
        statement
          .getText()
          .replace(/^export (default )?/, "")
          .replace(/^declare /, ""),
      )
      .map((text) => (isSealed(symbol) ? `sealed ${text}` : text))
      .join("\n");
  }

  /** The own declarations that stand in the source of a symbol and are named in its published text as well. */
  function findReferences(symbol: ts.Symbol, text: string): ts.Symbol[] {
    const words = new Set(text.match(/[$\w]+/g));
    const found = new Set<ts.Symbol>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && words.has(node.text)) {
        const target = checker.getSymbolAtLocation(node);
        if (target !== undefined) found.add(unalias(target));
      }
      ts.forEachChild(node, visit);
    };
    for (const declaration of symbol.declarations ?? []) visit(declaration);
    return [...found].filter((target) => target.declarations?.some((node) => isOwn(node) && isTopLevel(node)));
  }

  const file = program.getSourceFile(name);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${name} is not a module with exports.`);
  const exported = checker.getExportsOfModule(module);
  const api = new Map<string, string>();
  const queue: [name: string, symbol: ts.Symbol][] = exported.map((symbol) => [symbol.name, unalias(symbol)]);
  const seen = new Set(queue.map(([, symbol]) => symbol));
  for (const [name, symbol] of queue) {
    const text = print(symbol);
    api.set(name, text);
    for (const reference of findReferences(symbol, text)) {
      if (seen.has(reference)) continue;
      seen.add(reference);
      queue.push([`${reference.name} (not exported)`, reference]);
    }
  }
  return new Map([...api].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether its doc comment says that users only receive it: the TSDoc tag `@sealed`. */
function isSealed(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((node) =>
    ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "sealed"),
  );
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function isTopLevel(declaration: ts.Declaration): boolean {
  if (ts.isVariableDeclaration(declaration)) return ts.isSourceFile(declaration.parent.parent.parent);
  return ts.isSourceFile(declaration.parent) && !ts.isSourceFile(declaration);
}
