"""The style sheet of the report page, light or dark as the reader's system is."""

STYLE = """
:root { color-scheme: light dark; --ground: #f4f1ea; --panel: #fffdf8; --ink: #211f1b; --muted: #6f675b;
  --line: #ddd5c6;  --good: #1b6e3c; --fair: #b26a00; --poor: #b3261e;
  --serif: "Songti SC", "Noto Serif CJK SC", SimSun, Georgia, serif }
@media (prefers-color-scheme: dark) { :root { --ground: #1a1917; --panel: #23211e; --ink: #e9e3d7; --muted: #a39b8c;
  --line: #3a362f; --good: #7fce9c; --fair: #e7b155; --poor: #f2938a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.2rem 5rem }
h1 { font: 600 1.7rem/1.3 var(--serif); margin: 0 } h2 { font: 600 1.25rem var(--serif); margin: 2.6rem 0 .6rem }
h3 { font-size: 1rem; margin: 1.6rem 0 .5rem } .low { color: var(--muted) } small { color: var(--muted) }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--line) }
.good { --c: var(--good) } .fair { --c: var(--fair) } .poor { --c: var(--poor) }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1.4rem 0 }
.card { background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--c, var(--line));
  border-radius: 8px; padding: .7rem .9rem }
.card b { display: block; font: 600 1.6rem/1.2 var(--serif); color: var(--c); font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100%; background: var(--panel); border: 1px solid var(--line) }
td, th { padding: .3rem .8rem; text-align: left; border-bottom: 1px solid var(--line); font-weight: 400 }
th { color: var(--muted); font-size: .87rem } tbody tr:last-child td { border-bottom: 0 }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
td.n.judged { color: var(--c) }
tr.group th { font: 600 .95rem var(--serif); color: var(--ink); padding-top: .8rem; background: var(--ground) }
meter { width: 7rem; height: .6rem; vertical-align: middle }
.wide { overflow-x: auto } code { font: .92em ui-monospace, monospace }
.place { display: grid; grid-template-columns: minmax(12rem, 24rem) 1fr; gap: 1.2rem; background: var(--panel);
  border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: .8rem 0 }
.place.bare { grid-template-columns: 1fr }
.place img { max-width: 100%; max-height: 26rem; border: 1px solid var(--line) }
.place header { margin-bottom: .4rem } .place b { font-family: var(--serif) }
.text { font: 1.06rem/1.85 var(--serif); margin: 0; overflow-wrap: anywhere }
del { background: color-mix(in srgb, var(--poor) 22%, transparent); text-decoration: line-through 1px }
ins { background: color-mix(in srgb, var(--good) 22%, transparent); text-decoration: none }
.count { color: var(--poor); font-variant-numeric: tabular-nums }
@media (max-width: 46rem) { .place { grid-template-columns: 1fr } }
"""
