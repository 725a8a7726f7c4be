/** The look of the page, light and dark. */
export const STYLE = `
:root{--page:#f4f5f9;--card:#fff;--ink:#1f2333;--dim:#667085;--line:#e4e7ee;--good:#0b7a4b;--bad:#c92a2a;--odd:#b35c00}
@media(prefers-color-scheme:dark){:root{--page:#14161f;--card:#1d2030;--ink:#e8eaf2;--dim:#9aa3b8;--line:#2f3448;--good:#51cf8a;--bad:#ff8787;--odd:#ffc078}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 20px 64px}
h1{margin:0;font-size:30px;letter-spacing:-.02em}
h2{margin:0 0 12px;font-size:17px}
p{margin:4px 0 12px;color:var(--dim)}
code{font:12.5px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:14px;margin:20px 0}
.tile,.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:18px 20px}
.tile b{display:block;font-size:25px;letter-spacing:-.02em}
.tile span{color:var(--dim);font-size:13px}
.card{margin-bottom:18px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(380px,1fr));gap:18px}
.share{display:flex;align-items:center;gap:24px;flex-wrap:wrap}
.legend{list-style:none;margin:0;padding:0;flex:1;min-width:150px}
.legend li{display:flex;align-items:center;gap:8px;padding:2px 0}
.legend i{width:11px;height:11px;border-radius:3px}
.legend span{margin-left:auto;color:var(--dim);font-variant-numeric:tabular-nums}
svg{display:block;width:100%;height:auto;max-width:760px}
svg.ring{width:190px}
svg text{fill:var(--ink);font:12px system-ui,sans-serif}
svg .big{font-size:22px;font-weight:700}
svg .small,svg .tick{fill:var(--dim);font-size:11px}
svg .axis{stroke:var(--line)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-top:12px}
th{text-align:left;color:var(--dim);font-size:12.5px;font-weight:600}
th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
.stopped{color:var(--good);font-weight:600}.through{color:var(--bad);font-weight:700}.unclear{color:var(--odd);font-weight:600}
`;
