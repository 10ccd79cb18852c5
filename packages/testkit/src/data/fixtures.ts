import { EXECUTION_STATUSES, EXECUTION_TYPES, type Execution } from "@coc-executions/types";
import { execution } from "./execution.ts";
import { executions } from "./executions.ts";
import { vendorExample } from "./vendor-example.ts";

/** Named lists of tickets, newest first. Each is created when it is read, so a test may change it; they can be combined. @sealed */
export interface Fixtures {
  /** The two tickets of the vendor's page, to the letter: what a first look at the API shows. */
  readonly vendorExample: Execution[];
  /** The list of 718 that the vendor's page shows the head of: its two tickets, and older ones. For paging. */
  readonly vendorList: Execution[];
  /** One ticket of each status that the contract knows, both spellings of success among them. For labels and filters. */
  readonly everyStatus: Execution[];
  /** One ticket of each type that the contract knows. For labels and filters. */
  readonly everyType: Execution[];
  /** A status, a type, a target and fields that nobody has heard of: the service may grow, and readers must not break. */
  readonly unknownValues: Execution[];
  /** Null wherever the vendor's page shows that null may stand. For readers that forget it. */
  readonly nulls: Execution[];
  /** Only the id, and ids together with one field: no other field is promised. For readers that take fields for granted. */
  readonly bare: Execution[];
  /** The `id` as a number, as a text, beyond 2^53, and absent: sources differ on it. */
  readonly idForms: Execution[];
  /** Characters of four bytes, joined ones, right to left, and what CSV, HTML and terminals stumble over. For every output. */
  readonly awkwardText: Execution[];
  /** A ticket with 500 parameters, and one whose parameter is a text of 256 KiB. For columns and memory. */
  readonly hugeParameters: Execution[];
  /** 30 tickets that started in the same millisecond. For paging, since nothing orders them. */
  readonly sameMillisecond: Execution[];
  /** Two parents with three children each. For `exclude_child_executions`. */
  readonly parentsAndChildren: Execution[];
}

/** The lists by name. */
export const fixtures: Fixtures = {
  get vendorExample() {
    return vendorExample();
  },
  get vendorList() {
    const [first, second, ...none] = vendorExample();
    if (first === undefined || second === undefined || none.length > 0)
      throw new Error("The vendor shows two tickets.");
    const older = executions(716, { seed: 718, newest: Date.UTC(2025, 5, 30, 13, 0, 0), newestId: 3023 });
    return [first, second, ...older.map(ended)];
  },
  get everyStatus() {
    return inOrder(
      1100,
      EXECUTION_STATUSES.map((status) => ({ status })),
    );
  },
  get everyType() {
    return inOrder(
      1200,
      EXECUTION_TYPES.map((type) => ({ type })),
    );
  },
  get unknownValues() {
    // Written out, since `execution` refuses what the contract does not have.
    const grown: Execution & Record<string, unknown> = {
      ...execution({ id: 1300, start_time: START - 3000 }),
      priority: "high",
      approvals: [{ by: "maria.silva" }],
    };
    const targets = [{ key: "LabelSelector", values: [{ label: "tier=web" }, 7, null] }];
    return [...inOrder(1300, [{ status: "Archived" }, { type: "CANARY" }, { targets }]), grown];
  },
  get nulls() {
    return inOrder(1400, [{ end_time: null, description: null, target_parameter_name: null, targets: null }]);
  },
  get bare() {
    return [
      { execution_id: "EX20250701110000000003", start_time: START },
      { execution_id: "EX20250701110000000002", status: "Failed" },
      { execution_id: "EX20250701110000000001" },
    ];
  },
  get idForms() {
    const { id: _, ...absent } = execution({ execution_id: "EX20250701120000000001", start_time: START - 3000 });
    return [...inOrder(0, [{ id: 3025 }, { id: "3024" }, { id: "9007199254740993" }]), absent];
  },
  get awkwardText() {
    return inOrder(
      1500,
      AWKWARD_TEXTS.map((text) => ({ document_name: text, creator: text, tags: [{ key: "note", value: text }] })),
    );
  },
  get hugeParameters() {
    const many = Array.from({ length: 500 }, (_, index) => ({ key: `parameter_${index}`, value: String(index) }));
    return inOrder(1600, [{ parameters: many }, { parameters: [{ key: "script", value: "x".repeat(256 * 1024) }] }]);
  },
  get sameMillisecond() {
    return Array.from({ length: 30 }, (_, index) => execution({ id: 1730 - index, start_time: START }));
  },
  get parentsAndChildren() {
    return [...family(5, START), ...family(1, START - 60_000)];
  },
};

const START = Date.UTC(2025, 6, 1, 4, 0, 0);

const AWKWARD_TEXTS: readonly string[] = [
  "🚀 rollout 𝒟 𠮷",
  "e\u0301 is not é, 👩‍👩‍👧 is one",
  "مهمة ליל",
  'quote " comma , semicolon ; newline \n return \r tab \t',
  '=HYPERLINK("https://attacker.example")',
  "<script>alert(1)</script> & <b>",
  "\u001b[31mred\u001b[0m \u0000 \u202eback",
  " spaces around ",
];

/** Whole tickets a second apart, the first of them the newest. Their ids count up from `below`, so that lists can be combined. */
function inOrder(below: number, overrides: readonly Partial<Execution>[]): Execution[] {
  return overrides.map((override, index) =>
    execution({ id: below + overrides.length - index, start_time: START - index * 1000, ...override }),
  );
}

/** Three children and, after them in the list, their parent. */
function family(id: number, start: number): Execution[] {
  const parent = execution({ id, start_time: start });
  const description = `Child of ${parent.execution_id}`;
  const child = (number: number) => execution({ id: id + number, start_time: start + number * 1000, description });
  return [child(3), child(2), child(1), parent];
}

/** Older than a ticket that has ended, none is still going on. */
function ended(ticket: Execution): Execution {
  if (ticket.end_time !== null) return ticket;
  const end = (ticket.update_time ?? START) + 60_000;
  return { ...ticket, status: "Succeeded", end_time: end, update_time: end };
}
