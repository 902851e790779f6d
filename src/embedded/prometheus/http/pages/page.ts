/** What all pages have in common. Each is one answer, without anything from elsewhere: there may be no internet. */
import { createHash } from 'node:crypto';

export interface Page {
  html: string;
  /** Its Content-Security-Policy. */
  policy: string;
}

const LINKS = ['graph', 'alerts', 'targets', 'status'];

/** Lines have a contrast of at least 4.5:1 with the background, light and dark; then they are dashed. */
const STYLE = `
  :root { color-scheme: light dark; --back: #fff; --text: #17191d; --quiet: #4a4f58; --grid: #d5d8de; --bad: #8c1008; --good: #0e4f28;
    --line-0: #0b5cad; --line-1: #b3261e; --line-2: #17693a; --line-3: #7a4f01; --line-4: #6a3db0; --line-5: #006570; --line-6: #8f2466;
    font: clamp(17px, 0.6vw + 12px, 28px)/1.4 system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) { :root { --back: #14161a; --text: #f1f2f4; --quiet: #bcc1ca; --grid: #3a3e47; --bad: #ff9a90; --good: #7ddc92;
    --line-0: #6db3ff; --line-1: #ff8a80; --line-2: #7ddc92; --line-3: #f2c14e; --line-4: #c3a6ff; --line-5: #5fdde5; --line-6: #ff9ad5; } }
  body { margin: 0 auto; max-width: 80rem; padding: 1rem; background: var(--back); color: var(--text); }
  nav a { margin-right: 1.2em; color: inherit; } nav a[aria-current] { font-weight: 700; text-decoration: none; }
  h1 { font-size: 1.5rem; margin: 1rem 0 .5rem; }
  form { display: flex; gap: .5rem; flex-wrap: wrap; margin-top: 1rem; } input, select, button { font: inherit; padding: .3em .5em; background: var(--back); color: var(--text); border: 1px solid var(--quiet); }
  ::placeholder { color: var(--quiet); opacity: 1; }
  input[name=expr] { flex: 1 1 24rem; font-family: ui-monospace, monospace; } input[name=range_input] { width: 6em; } input[name=end_input] { width: 12em; }
  output, .down { color: var(--bad); font-weight: 600; } .up { color: var(--good); font-weight: 600; }
  svg.plot { width: 100%; height: 55vh; min-height: 15rem; margin-top: .5rem; overflow: visible; } svg.key { width: 2.5em; height: .6em; flex: none; }
  svg text { fill: var(--text); font-size: .85rem; } svg line { stroke: var(--grid); } svg polyline, .key line { fill: none; stroke-width: 3; }
  ol { list-style: none; padding: 0; font: 1rem/1.5 ui-monospace, monospace; } li { display: flex; gap: .7em; align-items: center; overflow-wrap: anywhere; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3em .8em .3em 0; vertical-align: top; border-bottom: 1px solid var(--grid); overflow-wrap: anywhere; }
  th { color: var(--quiet); } [hidden] { display: none; }
`;

/** @param body HTML @param script what it runs, if anything; no other script can run */
export function page(name: string, body: string, script?: string): Page {
  const links = LINKS.map(
    (each) => `<a href="${each}"${each === name ? ' aria-current="page"' : ''}>${capital(each)}</a>`,
  );
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${capital(name)} · Prometheus</title>
<style>${STYLE}</style></head>
<body>
<nav aria-label="Pages">${links.join('')}</nav>
<main><h1>${capital(name)}</h1>
${body}</main>
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
  const scripts = script === undefined ? "'none'" : `'sha256-${sha256(script)}'`;
  return {
    html,
    policy: `default-src 'none'; script-src ${scripts}; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'`,
  };
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
