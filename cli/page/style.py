"""How is the page set: on a phone, on a desk, in the dark, on paper?

The faces are those that readers have; a line of a policy has at most some 70 letters. Colours meet WCAG AA on their
grounds, and say nothing that words, a line through or a line under do not say as well.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode

STYLE = """
:root{color-scheme:light dark;
--paper:#faf9f6;--card:#fff;--ink:#1d1d1b;--soft:#5b5b55;--rule:#dedbd3;--link:#0a4f9c;
--gone:#8c1d18;--gone-ground:#fbe3e1;--come:#0b5c2b;--come-ground:#dcf3e3;
--major:#b3261e;--minor:#9a5b00;--plain:#8b8b83;
--words:Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,"Liberation Serif",serif;
--face:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;
--fixed:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#161614;--card:#1f1f1d;--ink:#e9e8e3;--soft:#aeada5;--rule:#3b3a36;--link:#8ec2ff;
--gone:#ffb4ab;--gone-ground:#4a1f1c;--come:#9fe3b4;--come-ground:#153a22;
--major:#f2857d;--minor:#e0a24a;--plain:#77766f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 3rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 var(--face);overflow-wrap:anywhere}
p,dl,dd,ol,ul,h1,h2,h3{margin:0}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code{font:.875em/1.5 var(--fixed)}
time{white-space:nowrap}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static}

.about{color:var(--soft);font:.8125rem/1.5 var(--fixed)}
h1{font:600 1.75rem/1.2 var(--words);margin:.25rem 0 .75rem;text-wrap:balance}
.bracket{font-size:1.0625rem}
.top .note{margin-top:.125rem}
.summary{margin-top:.375rem;color:var(--soft)}
.note{color:var(--soft);font-size:.875rem}
.sides{display:grid;gap:.75rem;margin-top:1.25rem}
.sides>div{padding:.75rem 1rem;border:1px solid var(--rule);border-radius:.375rem;background:var(--card)}
.sides dt{font-size:.9375rem}
.side{font-weight:600;margin-inline-end:.25rem}
.sides dd{margin-top:.25rem}
.sides dd>*{display:block;margin-top:.125rem}
.memento{font-size:.875rem}

nav{margin-top:1.75rem;font-size:.9375rem}
nav h2{font:600 .8125rem/1.4 var(--face);color:var(--soft)}
nav ol{list-style:none;padding:0;margin-top:.375rem}
nav li{padding:.375rem 0;border-top:1px solid var(--rule)}
nav li:first-child{border-top:0}
nav .deep-1{padding-inline-start:.75rem}
nav .deep-2{padding-inline-start:1.5rem}
nav .deep-3{padding-inline-start:2.25rem}
nav ol{max-height:60vh;overflow:auto}
.count{display:inline-block;color:var(--soft);font-size:.8125rem}
.count.major{color:var(--major)}
.count.minor{color:var(--minor)}

section{margin-top:2.25rem}
section>h2{font:600 1.25rem/1.3 var(--words);margin-bottom:.75rem;text-wrap:balance}
.above{color:var(--soft);font-size:.8125rem}
.change{margin:1rem 0;padding:.75rem 1rem .875rem;border:1px solid var(--rule);
border-inline-start:4px solid var(--plain);border-radius:.25rem .375rem .375rem .25rem;background:var(--card)}
.change.major{border-inline-start-color:var(--major)}
.change.minor{border-inline-start-color:var(--minor)}
.change:target{outline:2px solid var(--link);outline-offset:2px}
.says{font-size:.875rem;margin-bottom:.375rem}
.kind{font-weight:600;margin-inline-end:.375rem}
.why{color:var(--soft)}
.major .why{color:var(--major)}
.minor .why{color:var(--minor)}
.words{font:1.0625rem/1.6 var(--words);max-width:36rem;white-space:pre-line}
.words.heading{font-weight:600}
h2.words.heading{font-size:1.25rem;line-height:1.4}
.context,.aside,.cite,.elsewhere{color:var(--soft);font-size:.875rem;margin-top:.5rem}
.context{margin:0 0 .25rem}
.aside ul{margin:.25rem 0 0;padding-inline-start:1.25rem}
.cite{margin-top:.625rem}
.of{display:none}
.elsewhere{margin:.75rem 0}
del{color:var(--gone);background:var(--gone-ground);text-decoration:line-through;text-decoration-thickness:.08em;
text-decoration-color:color-mix(in srgb,currentColor 70%,transparent)}
ins{color:var(--come);background:var(--come-ground);text-decoration:underline;text-decoration-thickness:.08em;
text-decoration-color:color-mix(in srgb,currentColor 70%,transparent);text-underline-offset:.15em}
del,ins{padding:.06em .1em;border-radius:.15em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
del+ins{margin-inline-start:.2em}
del::before,del::after,ins::before,ins::after{position:absolute;width:1px;height:1px;overflow:hidden;
clip-path:inset(50%);white-space:nowrap}
del::before{content:" [deleted: "}
ins::before{content:" [inserted: "}
del::after,ins::after{content:"] "}

.fold{margin:.75rem 0;color:var(--soft)}
main>.fold{margin:2.25rem 0 0}
summary{cursor:pointer;font-size:.875rem;padding:.375rem 0}
.fold[open]{padding-bottom:.5rem;border-bottom:1px solid var(--rule)}
.fold .words{margin-top:.5rem}
.fold .item,.change .item{padding-inline-start:1rem}
.quiet{margin:.75rem 0;padding-inline-start:.75rem;border-inline-start:2px solid var(--rule)}

.sources{margin-top:3rem;padding-top:1.25rem;border-top:1px solid var(--rule);font-size:.875rem}
.sources h2{font:600 1rem/1.4 var(--face)}
.sources h3{font:600 .875rem/1.4 var(--face);margin:1rem 0 .25rem}
.sources dl>div{padding:.125rem 0}
.sources dt{color:var(--soft)}

@media (min-width:40rem){
body{padding:2.5rem 2rem 4rem}
h1{font-size:2.125rem}
.sides{grid-template-columns:1fr 1fr}
.change{padding:.875rem 1.25rem 1rem}
.of{display:inline}
.sources dl>div{display:grid;grid-template-columns:5.5rem 1fr;gap:0 .75rem}
}
@media (min-width:68rem){
body{display:grid;max-width:67rem;grid-template-columns:15rem minmax(0,44rem);column-gap:4rem;
grid-template-areas:"head head" "nav main";justify-content:center}
body>.top{grid-area:head}
main{grid-area:main}
nav{grid-area:nav;margin-top:2.25rem;position:sticky;top:1rem;align-self:start;
max-height:calc(100vh - 2rem);overflow:auto}
nav ol{max-height:none;overflow:visible}
nav li .count{display:block}
}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--rule:#bbb;--link:#000;
--gone:#8c1d18;--gone-ground:#fbe3e1;--come:#0b5c2b;--come-ground:#dcf3e3;--major:#b3261e;--minor:#9a5b00;--plain:#888}
body{display:block;max-width:none;padding:0;font-size:10.5pt}
nav{position:static;max-height:none}
nav ol{max-height:none;overflow:visible}
.skip{display:none}
.of{display:inline}
.change{break-inside:avoid}
h2,h3,.says,.context{break-after:avoid}
.fold{margin:.25rem 0}
.words{max-width:none}
del,ins{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
@media (forced-colors:active){del,ins{forced-color-adjust:auto}}
"""

_DIGEST = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"
"""What a browser may take for this page: its own style, as it stands here, and nothing else."""
