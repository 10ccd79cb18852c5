import { UsageError } from "../usage-error.ts";

/** What a JMESPath expression makes of a value. */
export async function compileQuery(expression: string): Promise<(value: unknown) => unknown> {
  const { compile, search } = await import("@jmespath-community/jmespath");
  try {
    compile(expression);
  } catch (error) {
    throw new UsageError(`--query is not JMESPath: ${error instanceof Error ? error.message : error}`);
  }
  return (value) => {
    try {
      return search(value as never, expression); // JSON of any shape
    } catch (error) {
      throw new UsageError(`--query cannot be applied: ${error instanceof Error ? error.message : error}`);
    }
  };
}
