import { formatDuration } from "../output/times.ts";
import { type GroupFigures, OUTCOMES, type ReportFigures } from "./figures.ts";
import { type Html, html, join } from "./html.ts";

const HEIGHT = 120;
const WIDTH = 640;

/** More bars would be too thin to be told apart. */
const MAX_BARS = 96;
const WIDEST = 24;

/** The outcomes over time as stacked bars: an SVG that takes its colours from the page, and prints as it is. */
export function timesChart({ times, unit }: ReportFigures): Html {
  const shown = times.slice(-MAX_BARS);
  if (shown.length === 0) return html`<p class="empty">No ticket has a start.</p>`;
  const most = Math.max(...shown.map(({ counts }) => OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0)));
  const step = Math.min(WIDEST, WIDTH / shown.length);
  const bars = shown.map(({ time, counts }, index) => {
    let top = HEIGHT;
    const parts = OUTCOMES.map((outcome) => {
      const height = (counts[outcome] / most) * HEIGHT;
      top -= height;
      const place = `${(index * step).toFixed(2)} ${top.toFixed(2)} ${Math.max(1, step - 2).toFixed(2)} ${height.toFixed(2)}`;
      const [x = "", y = "", width = "", tall = ""] = place.split(" ");
      return html`<rect class="${outcome}" x="${x}" y="${y}" width="${width}" height="${tall}"/>`;
    });
    const told = `${time}: ${OUTCOMES.map((outcome) => `${counts[outcome]} ${outcome}`).join(", ")}`;
    return html`<g class="bar" data-field="${unit}" data-value="${time}" role="button" tabindex="0" aria-label="${told}"><title>${told}</title>${join(parts)}</g>`;
  });
  const [first, last] = [shown[0]?.time ?? "", shown.at(-1)?.time ?? ""];
  const left = times.length - shown.length;
  const legend = OUTCOMES.map(
    (outcome) => html`<span class="is-${outcome}">■ ${outcome === "running" ? "not ended" : outcome}</span> `,
  );
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="group" aria-label="Outcomes by ${unit} of the start, UTC">${join(bars)}</svg>
<p class="axis"><span>${first === last ? first : `${first} to ${last}`}, at most ${most}</span><span>${join(legend)}</span></p>${left > 0 ? html`<p class="hint">These are the last ${shown.length}; ${left} before them are in the table.</p>` : html``}`;
}

/** Groups as a table with a meter; a name is a button that filters by it. */
export function groupsTable(
  caption: string,
  field: "job" | "creator",
  groups: readonly GroupFigures[],
  limit: number,
): Html {
  const rows = groups.slice(0, limit).map(
    ({ name, count, failed, success, median }) => html`<tr>
<th scope="row"><button type="button" class="filter" data-field="${field}" data-value="${name}">${name === "" ? "–" : name}</button></th>
<td class="figure">${count}</td><td class="figure">${failed}</td>
<td class="figure">${success === null ? "–" : `${(100 * success).toFixed(1)}%`}</td>
<td class="figure">${median === null ? "–" : formatDuration(0, median)}</td></tr>`,
  );
  const left = groups.length - limit;
  return html`<section><table class="groups"><caption>${caption}</caption>
<thead><tr><th scope="col">${field}</th><th scope="col" class="figure">tickets</th><th scope="col" class="figure">failed</th><th scope="col" class="figure">success</th><th scope="col" class="figure">median</th></tr></thead>
<tbody>${join(rows)}</tbody></table>${left > 0 ? html`<p class="hint">And ${left} more.</p>` : html``}</section>`;
}
