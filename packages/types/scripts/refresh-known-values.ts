import { parse } from "yaml";

const TABLE = /(Readonly<Record<(Known\w+), true>> = )\{[^}]*\}/g;

/** The text of src/known-values.ts with the values of a contract in its tables, each on a line of its own. */
export function refreshKnownValues(text: string, contract: string): string {
  const schemas = parse(contract).components?.schemas ?? {};
  return text.replaceAll(TABLE, (_table, head: string, name: string) => {
    const values: unknown = schemas[name]?.enum;
    if (!Array.isArray(values))
      throw new Error(`The contract lists no values of ${name}, which src/known-values.ts needs.`);
    return `${head}{\n${values.map((value) => `  ${quote(String(value))}: true,\n`).join("")}}`;
  });
}

const quote = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
