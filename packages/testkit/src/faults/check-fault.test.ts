import { expect, test } from "vitest";
import { checkFault } from "./check-fault.ts";

test.each<[unknown, string]>([
  [null, "fault must be an object with a kind, not null."],
  [{ kind: "status" }, "status of the fault status must be an integer from 400 to 599, not undefined."],
  [{ kind: "status", status: 200 }, "status of the fault status must be an integer from 400 to 599, not 200."],
  [
    { kind: "status", status: 500, from: "client" },
    'from of the fault status must be one of "gateway", "service", not "client".',
  ],
  [
    { kind: "status", status: 500, stauts: 1 },
    'Each key of the fault status must be one of kind, match, times, rate, when, status, from, code, message, not "stauts".',
  ],
  [{ kind: "reset", when: "later" }, 'when of the fault reset must be one of "before", "after", not "later".'],
  [
    { kind: "truncated-json", when: "after" },
    'Each key of the fault truncated-json must be one of kind, match, times, rate, not "when".',
  ],
  [{ kind: "redirect" }, "location of the fault redirect must be a non-empty string, not undefined."],
  [
    { kind: "redirect", location: "/", status: 304 },
    "status of the fault redirect must be one of 301, 302, 303, 307, 308, not 304.",
  ],
  [{ kind: "clamped-limit", limit: 0 }, "limit of the fault clamped-limit must be an integer from 1 up, not 0."],
  [{ kind: "slow-body", delay: -1 }, "delay of the fault slow-body must be an integer from 0 to 2147483647, not -1."],
  [
    { kind: "skewed-clock" },
    "by of the fault skewed-clock must be an integer from -1000000000000 to 1000000000000, not undefined.",
  ],
  [{ kind: "hang", times: 0 }, "times of the fault hang must be an integer from 1 up, not 0."],
  [{ kind: "hang", rate: 0 }, "rate of the fault hang must be a number above 0 and up to 1, not 0."],
  [{ kind: "hang", rate: 1.5 }, "rate of the fault hang must be a number above 0 and up to 1, not 1.5."],
  [{ kind: "hang", match: true }, "match of the fault hang must be a function or a query, not true."],
  [
    { kind: "hang", match: { offest: 1 } },
    'Each key of match of the fault hang must be one of limit, offset, creator, start_time, end_time, document_name, document_id, tags, exclude_child_executions, execution_step_id, execution_step_id_list, not "offest".',
  ],
  [
    { kind: "throttled", retryAfter: 2 },
    "retryAfter of the fault throttled must be an object with one of seconds, date, milliseconds, text, not 2.",
  ],
  [
    { kind: "throttled", retryAfter: { minutes: 1 } },
    'The form of retryAfter of the fault throttled must be one of "seconds", "date", "milliseconds", "text", not "minutes".',
  ],
  [
    { kind: "throttled", retryAfter: { seconds: "2" } },
    'retryAfter.seconds of the fault throttled must be a number from 0 up, not "2".',
  ],
  [
    { kind: "throttled", retryAfter: { text: 2 } },
    "retryAfter.text of the fault throttled must be a non-empty string, not 2.",
  ],
  [
    { kind: "throttled", retryAfter: { text: "soon\r\nx: y" } },
    'retryAfter.text of the fault throttled must be a text that a header can carry, not "soon\\r\\nx: y".',
  ],
  [
    { kind: "throttled", retryAfter: { seconds: Number.POSITIVE_INFINITY } },
    "retryAfter.seconds of the fault throttled must be a number from 0 up, not Infinity.",
  ],
  [
    { kind: "throttled", retryAfter: { date: 1e20 } },
    "retryAfter.date of the fault throttled must be an integer from 0 to 8640000000000000 (milliseconds since the epoch), not 100000000000000000000.",
  ],
  [
    { kind: "redirect", location: "https://例え.example/" },
    'location of the fault redirect must be a text that a header can carry, not "https://例え.example/".',
  ],
  [{ kind: "html", status: 204 }, "status of the fault html must be a status whose answer has a body, not 204."],
  [{ kind: "html", status: 600 }, "status of the fault html must be an integer from 200 to 599, not 600."],
  [
    { kind: "skewed-clock", by: 1e13 },
    "by of the fault skewed-clock must be an integer from -1000000000000 to 1000000000000, not 10000000000000.",
  ],
  [
    { kind: "slow-body", delay: 2 ** 31 },
    "delay of the fault slow-body must be an integer from 0 to 2147483647, not 2147483648.",
  ],
  [
    { kind: "toString" },
    'kind must be one of "status", "throttled", "reset", "hang", "html", "empty", "error-in-200", "redirect", "expired-token", "expired-credentials", "skewed-clock", "clamped-limit", "ignored-offset", "wrong-total", "shifted-total", "missing-total", "empty-page", "reset-in-body", "hang-in-body", "cut-body", "slow-body", "truncated-json", "invalid-json", not "toString".',
  ],
  [{ kind: "wrong-total" }, "total of the fault wrong-total must be an integer or a text, not undefined."],
  [{ kind: "shifted-total", by: 0.5 }, "by of the fault shifted-total must be an integer, not 0.5."],
  [{ kind: "cut-body" }, 'framing of the fault cut-body must be one of "length", "chunked", "close", not undefined.'],
])("refuses %j", (fault, message) => {
  expect(() => checkFault(fault)).toThrow(new TypeError(message));
});
