import { randomInt } from "node:crypto";
import type { Execution } from "@coc-executions/types";
import { createWordReplacer } from "../anonymize/word-replacer.ts";
import { isObject } from "../check-option.ts";
import { isExecution } from "../data/check-execution.ts";
import { splitTarget, type WireRequest } from "../mock-api/wire.ts";
import { routeOf } from "../operations/route.ts";
import { differencesOf } from "./check-answer.ts";
import { decodeBody } from "./decode-body.ts";
import type { RawAnswer } from "./forward.ts";
import { hideNames, hideNamesInTarget } from "./pseudonyms.ts";
import { hideSecrets, secretsOf } from "./secrets.ts";
import { type Exchange, matchOf, normalizeTarget } from "./session.ts";
import { createSessionFile } from "./session-file.ts";

/** What is recorded so far. */
export interface Recording {
  /** Records a GET and its answer. `sent` are the headers that the service got. */
  add(request: WireRequest, sent: Readonly<Record<string, string>>, answer: RawAnswer): void;
  end(): void;
}

/** The headers of an answer that say something of it. How it was packed is true no more. */
const KEPT_HEADERS: readonly string[] = ["content-type", "x-request-id", "retry-after", "retry-after-ms"];

/**
 * @param file Where the session is written.
 * @param given What else is secret: the credentials that requests are signed with anew.
 * @param tell Is told each difference from the contract, once.
 */
export function startRecording(file: string, given: readonly string[], tell: (sentence: string) => void): Recording {
  const session = createSessionFile(file);
  const replaceWord = createWordReplacer(randomInt(2 ** 32));
  const secrets = new Set(given);
  const told = new Set<string>();
  const tickets = new Map<string, Execution>();

  function check(path: string, body: unknown): void {
    const route = routeOf("GET", path);
    for (const sentence of route === undefined ? [] : differencesOf(route.operation, body)) {
      if (!told.has(sentence)) tell(sentence);
      told.add(sentence);
    }
  }

  function keepTickets(body: unknown): void {
    const data = isObject(body) && "data" in body ? [body.data].flat() : [];
    for (const row of data) if (isExecution(row)) tickets.set(row.execution_id, row);
  }

  return {
    add(request, sent, { status, headers, body: bytes }) {
      const [asked, signed] = [secretsOf(request.headers), secretsOf(sent)];
      for (const secret of [...asked.lasting, ...signed.lasting]) secrets.add(secret);
      const all = [...secrets, ...asked.passing, ...signed.passing];
      const text = decodeBody(bytes, headers["content-encoding"]);
      if (text === undefined) {
        tell(`An answer is not recorded: it is packed as ${headers["content-encoding"]}, or damaged.`);
        return;
      }
      const { path } = splitTarget(request.target);
      const body = parse(text);
      if (status === 200) check(path, body);
      const target = normalizeTarget(request.target, all);
      const exchange: Exchange = {
        target: hideNamesInTarget(target, replaceWord),
        match: matchOf(target, session.salt),
        status,
        headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
        body: hideNames(body, replaceWord),
      };
      const line = hideSecrets(JSON.stringify(exchange), all);
      session.add(line);
      if (status === 200) keepTickets(JSON.parse(line).body);
    },
    end: () => session.writeTickets(tickets.values()),
  };
}

/** What is no JSON stays a text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
