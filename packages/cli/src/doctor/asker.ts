import type { CocClient, Execution } from "@coc-executions/client";
import type { ListExecutionsQuery } from "@coc-executions/types";

/** What the service answered. */
export interface Answer {
  readonly status: number;
  readonly rows: readonly Execution[];
  readonly total: number | undefined;
  /** The body, where it is an object. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** More was to be asked than was said. */
class BudgetExceeded extends Error {}

/** Asks read-only questions, and no more of them than were announced. */
export class Asker {
  readonly #client: CocClient;
  readonly #budget: number;
  asked = 0;

  constructor(client: CocClient, budget: number) {
    this.#client = client;
    this.#budget = budget;
  }

  async list(query: ListExecutionsQuery = {}): Promise<Answer> {
    this.#spend();
    const { data, error, response } = await this.#client.api.GET("/v1/executions", { params: { query } });
    return toAnswer(response.status, data ?? error);
  }

  async get(execution_id: string): Promise<Answer> {
    this.#spend();
    const params = { path: { execution_id } };
    const { data, error, response } = await this.#client.api.GET("/v1/executions/{execution_id}", { params });
    return toAnswer(response.status, data ?? error);
  }

  #spend(): void {
    if (this.asked >= this.#budget) throw new BudgetExceeded();
    this.asked++;
  }
}

function toAnswer(status: number, body: unknown): Answer {
  const object = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const rows = Array.isArray(object.data) ? (object.data as Execution[]) : [];
  return { status, rows, total: typeof object.total === "number" ? object.total : undefined, body: object };
}
