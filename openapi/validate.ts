import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { contract } from "./contract.ts";

/** What is wrong with a value, a sentence each with the path of the place; none where it is as the contract says. */
export type Validator = (value: unknown) => string[];

// OpenAPI 3.1 schemas are JSON Schema 2020-12. `strict` finds misspelt keywords; the one of our own is made known.
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
ajv.addKeyword("x-open");
ajv.addSchema({ $id: "contract", $defs: toJsonSchema(contract.components?.schemas, "#") });

/** The validator of a schema of the contract, by its name under `components/schemas`. */
export function validatorOf(name: string): Validator {
  return validatorOfSchema({ $ref: `#/components/schemas/${name}` });
}

/** The validator of a schema from anywhere in the contract. */
export function validatorOfSchema(schema: unknown): Validator {
  const validate = ajv.compile(toJsonSchema(schema, "contract#"));
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(describe));
}

/** JSON Schema keeps named schemas under `$defs`, where OpenAPI has `components/schemas`. */
function toJsonSchema(schema: unknown, base: string): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/components/schemas/', `"$ref":"${base}/$defs/`));
}

function describe({ instancePath, message = "is wrong", params }: ErrorObject): string {
  return `${instancePath || "/"} ${message} ${JSON.stringify(params)}`;
}
