import type { Execution, ListExecutionsQuery, ListExecutionsResponse } from "@coc-executions/types";
import { expect, test } from "vitest";
import { execution } from "../data/execution.ts";
import { executions, isChildTicket } from "../data/executions.ts";
import { createExecutionStore } from "../store/execution-store.ts";
import type { FilterContext } from "./filter-executions.ts";
import { listExecutions } from "./list-executions.ts";
import { DEFAULT_UNKNOWNS, type Unknowns } from "./unknowns.ts";

const tags = (record: Record<string, string>) => Object.entries(record).map(([key, value]) => ({ key, value }));

const list = [
  execution({ id: 5, start_time: 5000, status: "Running", creator: "Maria", document_name: "Sync-time" }),
  execution({ id: 4, start_time: 4000, end_time: 9000, creator: "ops-bot", tags: tags({ env: "prod", team: "a" }) }),
  execution({ id: 3, start_time: 3000, end_time: 3500, document_id: "DM7", tags: tags({ env: "prod" }) }),
  execution({ id: 2, start_time: 2000, end_time: 2500, description: "Child of EX1", document_name: "sync" }),
  { id: 1, execution_id: "bare" },
];

/** The list as a mock with these settings answers it, for any tickets. */
function createListExecutions(context: FilterContext) {
  const answer = listExecutions.create(context);
  return (executions: readonly Execution[], query: ListExecutionsQuery): ListExecutionsResponse => {
    const store = { ...createExecutionStore([], "given"), all: () => executions };
    const answered = answer({ executions: store, query, execution_id: "" });
    return "list" in answered ? (answered.list as ListExecutionsResponse) : expect.unreachable();
  };
}

function idsOf(query: ListExecutionsQuery, unknowns: Partial<Unknowns> = {}): unknown[] {
  const context = { unknowns: { ...DEFAULT_UNKNOWNS, ...unknowns }, isChild: isChildTicket };
  return (createListExecutions(context)(list, query).data ?? []).map(({ id }) => id);
}

test.each<[ListExecutionsQuery, Partial<Unknowns>, number[]]>([
  [{}, {}, [5, 4, 3, 2, 1]],
  [{ limit: 2 }, {}, [5, 4]],
  [{ limit: 2, offset: 1 }, {}, [4, 3]],
  [{ limit: 2, offset: 4 }, {}, [1]],
  [{ offset: 5 }, {}, []],
  [{ limit: 5 }, { maxLimit: 3 }, [5, 4, 3]],
  [{ creator: "maria" }, {}, [5]],
  [{ creator: "maria" }, { fuzzyCase: "sensitive" }, []],
  [{ creator: "ari" }, { fuzzyCase: "sensitive" }, [5]],
  [{ document_name: "sync" }, {}, [5, 2]],
  [{ document_name: "sync" }, { fuzzyCase: "sensitive" }, [2]],
  [{ document_name: "s.nc" }, {}, []],
  [{ document_id: "DM7" }, {}, [3]],
  [{ document_id: "DM" }, {}, []],
  [{ document_id: "dm7" }, {}, []],
  [{ start_time: 3000 }, {}, [5, 4]],
  [{ start_time: 2999 }, {}, [5, 4, 3]],
  [{ end_time: 3500 }, {}, [2]],
  [{ end_time: 3501 }, {}, [3, 2]],
  [{ end_time: 3501 }, { endTimeMatchesUnended: true }, [5, 3, 2, 1]],
  [{ end_time: 4000 }, { endTimeBounds: "start_time" }, [3, 2]],
  [{ end_time: 5001 }, { endTimeBounds: "start_time" }, [5, 4, 3, 2]],
  [{ tags: "env=prod" }, {}, [4, 3]],
  [{ tags: "env=prod,team=a" }, {}, [4]],
  [{ tags: "env=prod,team=a" }, { tags: "any" }, [4, 3]],
  [{ tags: "env=test" }, {}, []],
  [{ exclude_child_executions: true }, {}, [5, 4, 3, 1]],
  [{ exclude_child_executions: false }, {}, [5, 4, 3, 2, 1]],
  [{}, { childrenByDefault: false }, [5, 4, 3, 1]],
  [{ exclude_child_executions: false }, { childrenByDefault: false }, [5, 4, 3, 2, 1]],
  [{ document_name: "sync", start_time: 2000, exclude_child_executions: true }, {}, [5]],
])("%j with %j lists %j", (query, unknowns, ids) => {
  expect(idsOf(query, unknowns)).toEqual(ids);
});

test("counts all matches, not those of the window", () => {
  const context = { unknowns: DEFAULT_UNKNOWNS, isChild: isChildTicket };
  expect(createListExecutions(context)(list, { limit: 1, tags: "env=prod" })).toMatchObject({
    total: 2,
    data: [{ id: 4 }],
  });
});

test("carries the code of a success by option", () => {
  const unknowns = { ...DEFAULT_UNKNOWNS, successCode: "COC.00000000" } as const;
  expect(createListExecutions({ unknowns, isChild: isChildTicket })([], {})).toEqual({
    error_code: "COC.00000000",
    data: [],
    total: 0,
  });
});

test("gives ten where no limit is named, or one below 1", () => {
  const context = { unknowns: DEFAULT_UNKNOWNS, isChild: isChildTicket };
  for (const query of [{}, { limit: 0 }, { limit: -5 }]) {
    expect(createListExecutions(context)(executions(30), query).data).toHaveLength(10);
  }
});

test("looks at a list once for all windows of the same filter, and again when either changes", () => {
  let looks = 0;
  const isChild = () => {
    looks++;
    return false;
  };
  const listAll = createListExecutions({ unknowns: DEFAULT_UNKNOWNS, isChild });
  const query = { exclude_child_executions: true };
  for (const offset of [0, 2, 4]) expect(listAll(list, { ...query, limit: 2, offset }).total).toBe(5);
  expect(looks).toBe(5);
  expect(listAll(list, { ...query, creator: "maria" }).total).toBe(1);
  expect(listAll(list.slice(1), { ...query, creator: "maria" }).total).toBe(0);
});
