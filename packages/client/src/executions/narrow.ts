import { isAskable } from "./time.ts";
import type { FilterQuery } from "./to-query.ts";

/** The query for only those of its tickets that started after a moment; the query itself where that is none to ask for. */
export function narrow(query: FilterQuery, startAfter: number): FilterQuery {
  const moment = Math.floor(startAfter);
  return isAskable(moment) ? { ...query, start_time: Math.max(query.start_time ?? moment, moment) } : query;
}
