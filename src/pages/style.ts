/** The look of every page: by the reader's scheme of colours, on paper without what is to click. */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1d2329; --muted: #57606a; --page: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --link: #0a58b0;
  --treatment: #0a7d4f; --control: #b4540a; --margin: #b3261e;
  --arm0: #0a7d4f; --arm1: #b4540a; --arm2: #5b4fc4; --arm3: #0a6fa8; --arm4: #9c2b7a; --arm5: #6b6b1f;
  --arm6: #1d2329; --arm7: #b3261e; --arm8: #3d7a78; --arm9: #7a5230;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --muted: #9aa5b1; --page: #0f1419; --raised: #171e26; --line: #333e4a; --link: #6cb2ff;
    --treatment: #4cc38a; --control: #f0a15e; --margin: #ff8a80;
    --arm0: #4cc38a; --arm1: #f0a15e; --arm2: #a99cff; --arm3: #63b8ec; --arm4: #e68bc8; --arm5: #cfcf6a;
    --arm6: #e6edf3; --arm7: #ff8a80; --arm8: #7fd1cd; --arm9: #d3a67a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
nav, main { max-width: 76rem; margin: 0 auto; padding: 0.75rem 1rem; }
a { color: var(--link); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--page); padding: 0.25rem 0.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
p { margin: 0.4rem 0; max-width: 48rem; }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 0.8rem; overflow-x: auto; }
.muted { color: var(--muted); }
.verdict { display: inline-block; border: 1px solid currentColor; border-radius: 6px; padding: 0.1rem 0.55rem; font-weight: 600; }
.supported { color: var(--treatment); }
.refuted { color: var(--margin); }
.inconclusive { color: var(--control); }
.notice { border-left: 4px solid var(--control); padding: 0.25rem 0.75rem; background: var(--raised); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
thead th { background: var(--raised); }
thead button { all: unset; cursor: pointer; font-weight: 600; }
thead button:focus-visible { outline: 2px solid var(--link); }
table.data td { font-variant-numeric: tabular-nums; }
table[data-claims] td:first-child { min-width: 20rem; }
table[data-claims] td:nth-child(6) { min-width: 8rem; }
figure { margin: 0.5rem 0 1rem; }
figure svg { display: block; max-width: 100%; height: auto; overflow: visible; font: 12px system-ui, sans-serif; text-anchor: middle; fill: currentColor; }
figure svg circle { r: 4px; }
figure svg text { white-space: pre; }
figure details, dl { font-size: 0.92rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1rem 0; }
.filters label { font-size: 0.85rem; color: var(--muted); display: grid; gap: 0.15rem; }
select, input { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: 0.25rem 0.4rem; }
svg .c, svg .t { r: 3.2px; }
svg .c { fill: none; stroke: var(--control); }
svg .t { fill: var(--treatment); fill-opacity: 0.55; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: 0.4rem; } }
@media print { nav, .filters, .skip, details { display: none; } h2 { break-after: avoid; } figure { break-inside: avoid; } }
`;
