/** The style of the page. Its colours have a contrast of 4.5 and more, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
  --succeeded: #1a7f37; --failed: #cf222e; --canceled: #9a6700; --running: #0969da; --mark: #ddf4ff; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #f0f6fc; --faint: #9198a1; --line: #3d444d; --panel: #151b23;
  --succeeded: #3fb950; --failed: #f85149; --canceled: #d29922; --running: #58a6ff; --mark: #121d2f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
main, header { max-width: 1200px; margin: 0 auto; padding: 0 16px; }
h1 { font-size: 22px; margin: 24px 0 4px; } h2 { font-size: 16px; margin: 24px 0 8px; }
.about, .hint, .axis, .empty { color: var(--faint); margin: 2px 0; overflow-wrap: anywhere; }
.axis { display: flex; justify-content: space-between; }
.totals { display: flex; flex-wrap: wrap; gap: 12px; padding: 0; margin: 16px 0; list-style: none; }
.totals li { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 8px 16px; min-width: 112px; }
.totals b { display: block; font-size: 22px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 24px; }
.bars { display: block; width: 100%; height: 140px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
.bar { cursor: pointer; } .bar:focus-visible, .bar:hover { opacity: .7; }
rect.succeeded { fill: var(--succeeded); } rect.failed { fill: var(--failed); } rect.canceled { fill: var(--canceled); } rect.running { fill: var(--running); }
.is-succeeded { color: var(--succeeded); } .is-failed { color: var(--failed); } .is-canceled { color: var(--canceled); } .is-running { color: var(--running); }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: 4px 0; }
.groups tbody th { min-width: 128px; }
.groups th, .groups td { padding: 3px 8px; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; overflow-wrap: anywhere; }
@media (max-width: 480px) { .groups { font-size: 12px; } .groups tbody th { min-width: 64px; } .groups th, .groups td { padding-left: 3px; padding-right: 3px; } }
.groups .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.groups thead th { color: var(--faint); }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; cursor: pointer; }
button.filter { border: 0; padding: 0; text-align: left; text-decoration: underline dotted; }
button:focus-visible, input:focus-visible, .rows:focus-visible, .bar:focus-visible { outline: 2px solid var(--running); outline-offset: 1px; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 8px 0; }
input[type=search] { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; flex: 1 1 200px; min-width: 0; }
.rows { height: 480px; overflow: auto; border: 1px solid var(--line); border-radius: 8px; }
.grid { min-width: 720px; position: relative; }
.row, .head { display: grid; grid-template-columns: 2.2fr 1.6fr 1fr 1fr 1.6fr .9fr 1.2fr; align-items: center; }
.head { position: sticky; top: 0; background: var(--panel); z-index: 1; border-bottom: 1px solid var(--line); }
.head button { border: 0; width: 100%; text-align: left; border-radius: 0; font-weight: 600; padding: 6px 8px; }
.row { height: 32px; position: absolute; left: 0; right: 0; border-bottom: 1px solid var(--line); cursor: pointer; }
.row:hover, .row[aria-expanded=true] { background: var(--mark); }
.row > span { padding: 0 8px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.detail { position: absolute; left: 0; right: 0; padding: 8px 16px; background: var(--panel); border-bottom: 1px solid var(--line); overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.static { font-size: 13px; } .static td, .static th { padding: 2px 8px; border-bottom: 1px solid var(--line); text-align: left; overflow-wrap: anywhere; }
.print { display: none; color: var(--faint); }
@media print { :root { color-scheme: light; --back: #fff; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
  --succeeded: #1a7f37; --failed: #cf222e; --canceled: #9a6700; --running: #0969da; --mark: #fff; }
  .tools button, input[type=search] { display: none; } .rows { height: 480px; overflow: hidden; } .print { display: block; } .bars, rect { print-color-adjust: exact; } }
`;
