import type { Execution } from "@coc-executions/types";
import { checkInteger, checkKeys, isObject, refuse } from "../check-option.ts";
import { replaceNumber, replaceText } from "./replace-text.ts";
import { createWordReplacer, type ReplaceWord } from "./word-replacer.ts";

/** How to hide whose tickets they are. */
export interface AnonymizeOptions {
  /** The same seed gives the same replacements. Who knows it can try words out: keep it to yourself. From 0 to 2^32 - 1. */
  readonly seed: number;
  /** Added to each time, in milliseconds. Default: 0. */
  readonly shiftTime?: number | undefined;
}

/**
 * The same tickets without what tells whose they are. Replaced are names, ids and free text: `creator`, `document_name`,
 * `description`, every id, the values of parameters and tags, what stands in `targets`, and each text in a field that is not known.
 * Kept are status, type, version, the keys of parameters and tags, nulls, and what is absent.
 *
 * Words are replaced one by one, each by one of the same length and the same kinds of characters, and everywhere by the same one: who
 * created two tickets still has, an id in a description still is that of its ticket, JSON in a text still is JSON. Two ids never become
 * one; two short words might. Done again it gives other words and the same shape. The order of ids, and the time in them, is lost.
 *
 * This hides names from a reader. It does not protect against somebody who knows what to look for, such as how often a job runs.
 *
 * @throws {TypeError} when an option has a value that it does not take.
 */
export function anonymize(executions: readonly Execution[], options: AnonymizeOptions): Execution[] {
  if (!Array.isArray(executions)) refuse("executions", executions, "an array of executions");
  if (!isObject(options)) refuse("The options", options, "an object with a seed");
  checkKeys("the options of anonymize()", options, ["seed", "shiftTime"]);
  const { seed, shiftTime = 0 } = options;
  checkInteger("seed", seed, { min: 0, max: 2 ** 32 - 1 });
  checkInteger("shiftTime", shiftTime, { min: Number.MIN_SAFE_INTEGER, unit: "milliseconds" });

  const replaceWord = createWordReplacer(seed);
  return executions.map((execution) => {
    const fields = Object.entries(execution).map(([name, value]): [string, unknown] => {
      if (KEPT.includes(name)) return [name, value];
      if (TIMES.includes(name)) return [name, typeof value === "number" ? value + shiftTime : value];
      return [name, replaceValue(value, replaceWord, name === "id")];
    });
    return { ...execution, ...Object.fromEntries(fields) };
  });
}

const KEPT: readonly string[] = ["status", "type", "document_version", "target_parameter_name"];
const TIMES: readonly string[] = ["start_time", "end_time", "update_time"];

/** Replaces the texts in a value, whatever its form; of an object those under `key` stay. A number is an id only where that is known. */
function replaceValue(value: unknown, replaceWord: ReplaceWord, isId: boolean): unknown {
  if (typeof value === "string") return replaceText(value, replaceWord);
  if (typeof value === "number") return isId ? replaceNumber(value, replaceWord) : value;
  if (Array.isArray(value)) return value.map((item) => replaceValue(item, replaceWord, isId));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    name === "key" ? field : replaceValue(field, replaceWord, isId || name === "values"),
  ]);
  return Object.fromEntries(fields);
}
