import { fieldOf, findRows, sortKey } from "./find-rows.ts";
import { csvCell, csvOf, pageDuration, pageTime, statusClass } from "./format-row.ts";
import { copyText, runPage, unpack } from "./run-page.ts";
import { createVirtualRows } from "./virtual-rows.ts";

const FUNCTIONS = [
  ...[findRows, sortKey, fieldOf, csvCell, csvOf, pageDuration, pageTime, statusClass],
  ...[createVirtualRows, copyText, unpack, runPage],
];

/** The script of the page: the functions of this folder by their own text, and a call. */
export const PAGE_SCRIPT: string = `"use strict";\n${FUNCTIONS.map(String).join("\n")}\nrunPage();\n`;
