import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { formatTime } from "../output/times.ts";
import { groupsTable, timesChart } from "./charts.ts";
import { computeFigures, type GroupFigures, outcomeOf, type ReportFigures } from "./figures.ts";
import { Html, html, join } from "./html.ts";
import { PAGE_SCRIPT } from "./page/page-script.ts";
import type { ReportData, ReportRow } from "./report-data.ts";
import { STYLE } from "./style.ts";

/** How many tickets can be read without a script. */
const STATIC_ROWS = 50;
const GROUPS = 10;

/** A page that needs nothing else: no network, and only the script and the style that it brings. */
export function makeReport(data: ReportData): string {
  const figures = computeFigures(data.rows);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(PAGE_SCRIPT)}'`,
    `style-src '${hashOf(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Job service tickets</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>Job service tickets</h1>
<p class="about">${data.site} · ${data.filter === "" ? "all tickets" : data.filter} · made at ${formatTime(data.made_at, { utc: true })} UTC</p>
<p class="about">${data.receipt}</p>
</header>
<main>
${totals(figures, data.rows.length)}
<h2>Outcomes by ${figures.unit}</h2>
${timesChart(figures)}
<div class="columns">
${groupsTable("Jobs", "job", figures.jobs, GROUPS)}
${groupsTable("Jobs that fail most", "job", mostFailing(figures.jobs), GROUPS)}
${groupsTable("Slowest jobs, by their median", "job", slowest(figures.jobs), GROUPS)}
${groupsTable("Busiest creators", "creator", figures.creators, GROUPS)}
</div>
${whatFailed(data)}
${runningNow(data.rows)}
<h2 id="tickets">Tickets</h2>
<div id="live" hidden>
<div class="tools">
<input type="search" id="search" aria-label="Search in tickets" placeholder="Search">
<button type="button" id="copy">Copy as CSV</button>
<button type="button" id="clear" hidden>Show all</button>
<span id="count" role="status"></span><span id="chosen" class="hint"></span><span id="copied" class="hint" role="status"></span>
</div>
<div id="rows" class="rows" tabindex="0" role="region" aria-label="Tickets">
<div id="grid" class="grid" role="treegrid" aria-label="Tickets">
<div class="head" role="row" aria-rowindex="1">${join(HEADS.map(([field, title]) => html`<div role="columnheader" data-field="${field}"><button type="button">${title}</button></div>`))}</div>
</div>
</div>
<p class="print">Printed are the first rows in view; the file itself has all ${data.rows.length}.</p>
</div>
${staticRows(data.rows)}
</main>
<script type="application/octet-stream" id="data">${packed(data)}</script>
<script>${new Html(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

const HEADS: readonly (readonly [field: string, title: string])[] = [
  ["id", "execution id"],
  ["job", "job"],
  ["status", "status"],
  ["type", "type"],
  ["start", "start"],
  ["duration", "duration"],
  ["creator", "creator"],
];

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Packed, since tickets repeat themselves; base64 has no character that HTML would read. */
function packed(data: ReportData): Html {
  return new Html(gzipSync(JSON.stringify(data), { level: 9 }).toString("base64"));
}

function totals({ outcomes }: ReportFigures, count: number): Html {
  const { succeeded, failed, canceled, running } = outcomes;
  const ended = succeeded + failed + canceled;
  const rate = ended === 0 ? "–" : `${((100 * succeeded) / ended).toFixed(1)}%`;
  const items: [value: string | number, name: string, style: string][] = [
    [count, count === 1 ? "ticket" : "tickets", ""],
    [rate, "success", "is-succeeded"],
    [failed, "failed or timed out", "is-failed"],
    [canceled, "cancelled", "is-canceled"],
    [running, "not ended", "is-running"],
  ];
  return html`<ul class="totals">${join(items.map(([value, name, style]) => html`<li><b class="${style}">${value}</b>${name}</li>`))}</ul>`;
}

function mostFailing(jobs: readonly GroupFigures[]): GroupFigures[] {
  return jobs.filter(({ failed }) => failed > 0).sort((one, other) => other.failed - one.failed);
}

function slowest(jobs: readonly GroupFigures[]): GroupFigures[] {
  return jobs.filter(({ median }) => median !== null).sort((one, other) => (other.median ?? 0) - (one.median ?? 0));
}

/** What failed, where steps were read: the first lines of it. */
function whatFailed({ failures, rows }: ReportData): Html {
  const failed = rows.filter(({ id }) => failures[id] !== undefined).slice(0, GROUPS);
  if (failed.length === 0) return html``;
  const items = failed.map(
    ({ id, job }) => html`<li><b>${job}</b> ${id}<br>${failures[id]?.slice(0, 3).join(" · ") ?? ""}</li>`,
  );
  return html`<h2>What failed</h2><ul>${join(items)}</ul>`;
}

function runningNow(rows: readonly ReportRow[]): Html {
  const running = rows.filter(({ status }) => outcomeOf(status) === "running");
  const items = running
    .slice(0, GROUPS)
    .map(
      ({ id, job, status, start }) =>
        html`<li>${job} ${id}: ${status}, since ${formatTime(start, { utc: true })} UTC</li>`,
    );
  const more = running.length - items.length;
  if (items.length === 0) return html`<h2>Running now</h2><p class="empty">Nothing.</p>`;
  return html`<h2>Running now</h2><ul>${join(items)}</ul>${more > 0 ? html`<p class="hint">And ${more} more.</p>` : html``}`;
}

/** What can be read where scripts are not allowed. */
function staticRows(rows: readonly ReportRow[]): Html {
  const lines = rows
    .slice(0, STATIC_ROWS)
    .map(
      ({ id, job, status, start, creator }) =>
        html`<tr><td>${id}</td><td>${job}</td><td>${status}</td><td>${formatTime(start, { utc: true })}</td><td>${creator}</td></tr>`,
    );
  return html`<div id="static">
<p class="hint">The first ${lines.length} of ${rows.length}. To search, sort and see the rest, this page needs its script, which is not allowed to run here: open the file in a browser.</p>
<table class="static"><thead><tr><th scope="col">execution id</th><th scope="col">job</th><th scope="col">status</th><th scope="col">start (UTC)</th><th scope="col">creator</th></tr></thead>
<tbody>${join(lines)}</tbody></table>
</div>`;
}
