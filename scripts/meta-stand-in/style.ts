/** Plain, readable in light and dark, from phone to desk. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1a1d23, #e8eaee); --quiet: light-dark(#59606c, #a3abb8);
  --page: light-dark(#f6f7f9, #101216); --card: light-dark(#fff, #191c22); --line: light-dark(#d9dde3, #323843);
  --accent: light-dark(#0b6b4f, #35c394); --on-accent: light-dark(#fff, #06251b); }
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; padding: 24px; }
header, main { max-width: 1040px; margin: 0 auto; }
h1 { font-size: 20px; } h2 { font-size: 16px; margin-bottom: 8px; }
header p { color: var(--quiet); max-width: 72ch; margin: 4px 0 16px; }
.columns { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; }
.columns > div { display: grid; gap: 16px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
form { display: grid; gap: 12px; }
.pair { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
label { display: block; font-weight: 500; margin-bottom: 4px; }
.check { font-weight: 400; display: flex; gap: 8px; align-items: baseline; margin: 0; }
input:not([type=checkbox]), select, textarea { width: 100%; min-height: 36px; padding: 6px 10px; font: inherit; color: inherit;
  background: var(--page); border: 1px solid light-dark(#8b93a0, #6b7482); border-radius: 6px; }
fieldset { border: 0; padding: 0; display: grid; gap: 12px; } legend { font-weight: 600; margin-bottom: 8px; padding: 0; }
small, .quiet { color: var(--quiet); } small { font-size: 12px; }
button { min-height: 36px; padding: 0 16px; font: inherit; font-weight: 600; border-radius: 6px; cursor: pointer; justify-self: start;
  background: var(--accent); color: var(--on-accent); border: 1px solid var(--accent); }
button.second { background: transparent; color: var(--ink); border-color: light-dark(#8b93a0, #6b7482); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.notice { border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px; background: var(--card);
  padding: 10px 14px; margin-bottom: 16px; }
.notice[data-tone=bad] { border-left-color: light-dark(#b3261e, #ff8a80); }
.log { list-style: none; padding: 0; display: grid; gap: 8px; }
.log li { border-top: 1px solid var(--line); padding-top: 8px; overflow-wrap: anywhere; }
.log li:first-child { border-top: 0; padding-top: 0; }
.facts { display: flex; gap: 8px; flex-wrap: wrap; align-items: baseline; } .facts time { color: var(--quiet); font-size: 12px; }
.state { margin-left: auto; font-size: 12px; color: var(--quiet); }
.state[data-state=failed] { color: light-dark(#b3261e, #ff8a80); }
.words { white-space: pre-wrap; }
@media (max-width: 720px) { body { padding: 16px; } .columns, .pair { grid-template-columns: minmax(0, 1fr); } }
`;
