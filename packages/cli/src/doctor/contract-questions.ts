import type { Execution } from "@coc-executions/client";
import type { Answer, Asker } from "./asker.ts";

/** What the service's pages leave open, and what it answered. */
export interface Settled {
  readonly question: string;
  /** In words, without a customer's data; why not, where it could not be settled. */
  readonly answer: string;
  readonly settled: boolean;
}

/** What a question is asked with: the first page, and who asks. */
export interface Context {
  readonly first: Answer;
  readonly asker: Asker;
}

type Question = readonly [question: string, settle: (context: Context) => Promise<string | Unsettled>];

/** Why a question could not be settled. */
class Unsettled {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

const rowsOf = (count: number) => `${count} ${count === 1 ? "ticket" : "tickets"}`;

const QUESTIONS: readonly Question[] = [
  [
    "In which order does the list come?",
    async ({ first: { rows } }) => {
      if (rows.length < 3) return new Unsettled("there are fewer than three tickets");
      const falls = (field: "start_time" | "update_time") =>
        rows.every((row, index) => index === 0 || (row[field] ?? 0) <= (rows[index - 1]?.[field] ?? 0));
      if (falls("start_time")) return `by start_time, the newest first, in the first ${rowsOf(rows.length)}`;
      return falls("update_time") ? "by update_time, the latest first" : "by neither start_time nor update_time";
    },
  ],
  [
    "How many tickets come without a limit?",
    async ({ first: { total = 0 }, asker }) => {
      if (total <= 10) return new Unsettled("there are no more than ten tickets");
      return rowsOf((await asker.list()).rows.length);
    },
  ],
  [
    "What does a limit above 100 do?",
    async ({ first: { total = 0 }, asker }) => {
      if (total <= 100) return new Unsettled("there are no more than 100 tickets");
      const { status, rows } = await asker.list({ limit: 200 });
      if (status !== 200) return `it is refused with ${status}`;
      return rows.length <= 100 ? `at most ${rows.length} come` : `${rows.length} come for a limit of 200`;
    },
  ],
  [
    "What does a limit of 0 do?",
    async ({ asker }) => {
      const { status, rows } = await asker.list({ limit: 0 });
      return status === 200 ? `${rowsOf(rows.length)} come` : `it is refused with ${status}`;
    },
  ],
  [
    "How deep may offset go?",
    async ({ first: { total }, asker }) => {
      if (total === undefined || total < 2)
        return new Unsettled("there is no total, or there are fewer than two tickets");
      const { status, rows } = await asker.list({ limit: 1, offset: total - 1 });
      if (status !== 200) return `offset ${total - 1} is refused with ${status}`;
      const how = total > 10_000 ? "" : "; whether 10,000 is a limit cannot be told by so few";
      return rows.length > 0 ? `to the last of ${total}${how}` : `the last of ${total} does not come`;
    },
  ],
  [
    "Does total honour the filters?",
    async ({ first, asker }) => {
      const document_id = first.rows.find((row) => row.document_id)?.document_id;
      if (document_id === undefined || first.total === undefined)
        return new Unsettled("there is no ticket with a document_id, or no total");
      const { rows, total } = await asker.list({ limit: 100, document_id });
      if (rows.some((row) => row.document_id !== document_id)) return "no: tickets of other jobs come too";
      if (rows.length < 100)
        return total === rows.length ? "yes, by document_id" : `no: ${rows.length} come, and total is ${total}`;
      return total === first.total ? new Unsettled("every ticket may be of the same job") : "yes, by document_id";
    },
  ],
  [
    "Do tags have to match all, or any?",
    async ({ first, asker }) => {
      const pair = findTags(first.rows);
      if (pair === undefined) return new Unsettled("no two tickets of the first page have different tags");
      const [one, other] = pair;
      const { status, total } = await asker.list({ limit: 1, tags: `${one},${other}` });
      const alone = [
        (await asker.list({ limit: 1, tags: one })).total,
        (await asker.list({ limit: 1, tags: other })).total,
      ];
      if (status !== 200 || total === undefined || alone.includes(undefined))
        return new Unsettled(`the service returned ${status}`);
      if (total >= Math.max(...alone.map((count) => count ?? 0)) && total > 0) return "any";
      return total < Math.min(...alone.map((count) => count ?? 0))
        ? "all"
        : new Unsettled("the numbers fit both readings");
    },
  ],
  [
    "Are child tickets listed without exclude_child_executions?",
    async ({ first, asker }) => {
      const without = await asker.list({ limit: 1, exclude_child_executions: true });
      if (first.total === undefined || without.total === undefined) return new Unsettled("there is no total");
      return without.total < first.total ? "yes" : new Unsettled("as many tickets come with it: there may be no child");
    },
  ],
  [
    "Which time does end_time bound?",
    async ({ first, asker }) => {
      const ended = first.rows.find(
        ({ start_time, end_time }) =>
          typeof start_time === "number" && typeof end_time === "number" && end_time > start_time + 1,
      );
      const start = ended?.start_time;
      if (ended === undefined || start === undefined)
        return new Unsettled("no ticket of the first page has ended after it started");
      // It comes only if both bounds are of the start.
      const { status, rows } = await asker.list({ limit: 100, start_time: start - 1, end_time: start + 1 });
      if (status !== 200) return new Unsettled(`the service returned ${status}`);
      return rows.some(({ execution_id }) => execution_id === ended.execution_id) ? "the start" : "the end";
    },
  ],
  [
    "How is success spelt?",
    async ({ first: { rows } }) => {
      const seen = ["Succeed", "Succeeded"].filter((status) => rows.some((row) => row.status === status));
      return seen.length === 0 ? new Unsettled("no ticket of the first page succeeded") : seen.join(" and ");
    },
  ],
  [
    "Of which type is id?",
    async ({ first: { rows } }) => {
      const types = [...new Set(rows.map(({ id }) => (id === undefined ? "absent" : typeof id)))];
      return types.length === 0 ? new Unsettled("there are no tickets") : types.join(" and ");
    },
  ],
  [
    "Does a success carry an error_code?",
    async ({ first: { body } }) => {
      const { error_code } = body;
      return error_code === undefined || error_code === null
        ? "no"
        : `yes: ${/^\w+\.\d{8}$/.test(String(error_code)) ? error_code : "another form"}`;
    },
  ],
  [
    "How is a ticket told that does not exist?",
    async ({ asker }) => {
      const { status, body } = await asker.get("EX-doctor-probe");
      if (status === 403) return new Unsettled("coc:execution:get is not granted");
      if (status !== 200) return `by a ${status}${typeof body.error_code === "string" ? " with an error code" : ""}`;
      return body.data === undefined || body.data === null ? "by a 200 without data" : "by a 200 with data";
    },
  ],
];

/** Two tags of the first page that no ticket of it has together. */
function findTags(rows: readonly Execution[]): readonly [string, string] | undefined {
  const tagsOf = ({ tags = [] }: Execution) =>
    tags
      .filter(({ key, value }) => key && value && !/[=,]/.test(key + value))
      .map(({ key, value }) => `${key}=${value}`);
  const sets = rows.map(tagsOf).filter((tags) => tags.length > 0);
  const all = [...new Set(sets.flat())].slice(0, 50);
  for (const one of all)
    for (const other of all)
      if (one !== other && !sets.some((tags) => tags.includes(one) && tags.includes(other))) return [one, other];
  return undefined;
}

/** The most requests that all questions take. */
export const MAX_REQUESTS = 20;

/** Asks them all, one after another. */
export async function settleAll(context: Context): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const [question, settle] of QUESTIONS) {
    const answer = await settle(context).catch((error: unknown) => new Unsettled(reasonOf(error)));
    if (answer instanceof Unsettled) settled.push({ question, answer: `not settled: ${answer.why}`, settled: false });
    else settled.push({ question, answer, settled: true });
  }
  return settled;
}

/** The code of an error: its message may quote the service. */
function reasonOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: string; name?: string };
  return `the request failed (${code ?? name ?? "unknown"})`;
}
