export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#d9d6cf, #3b3934); --quiet: light-dark(#5f5b53, #a8a49b); }
body { margin: 0 auto; max-width: 74rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif;
  background: light-dark(#fbfaf7, #171613); color: light-dark(#22201c, #ece9e2); display: grid;
  grid-template-columns: 19rem minmax(0, 1fr); gap: 0 2.5rem; }
header { grid-column: 1 / -1; }
nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow: auto; font-size: .875rem; }
nav h2 { font-size: .875rem; margin: .75rem 0 .25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { text-decoration: none; overflow-wrap: anywhere; }
nav b { font-size: .75rem; }
a { color: light-dark(#7a3b12, #f0b48a); }
section { border-top: 1px solid var(--line); padding: .5rem 0 1.25rem; scroll-margin-top: 1rem; }
section:target h3 { text-decoration: underline; }
h3 { overflow-wrap: anywhere; }
h3 b { font-size: .8rem; padding: .15rem .5rem; border: 1px solid; border-radius: .35rem; }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 500; } th i { color: var(--quiet); font-size: .8rem; }
dl { display: grid; grid-template-columns: 3rem minmax(0, 1fr); gap: .35rem .75rem; } dd { margin: 0; }
.quiet { color: var(--quiet); }
@media (max-width: 48rem) { body { display: block; } nav { position: static; max-height: none; } }
`;
