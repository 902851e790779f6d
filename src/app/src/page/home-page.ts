import { readFileSync } from 'node:fs';
import { escapeHtml } from './escape-html.ts';
import { icon } from './icon.ts';

export interface HomeView {
  version: string;
  hits: { own: number; total: number | undefined };
  pod: string;
  node: string;
  color: string;
  redis: { server: string; state: 'connected' | 'away' };
  configFile: { path: string; content: string | undefined };
  endpoints: string[];
}

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const STYLE = read('home-page.css');
const SCRIPT = read('refresh.js');

/**
 * The whole page in one answer, since it must stay readable when the server is gone; everything that came from outside
 * is escaped. The colour frames the text and is never behind it, so any colour will do.
 */
export function homePage(view: HomeView): string {
  const { version, hits, pod, node, redis, configFile } = view;
  const total = hits.total ?? hits.own;
  const counted = total === 1 ? 'hit' : 'hits';
  const links = view.endpoints.map((path) => `<a href="${path.slice(1)}">${path}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>kad ${escapeHtml(version)}: ${total} ${counted}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon(view.color))}">
<noscript><meta http-equiv="refresh" content="2"></noscript>
<style>${STYLE}</style>
</head>
<body style="background-color: ${view.color}">
<main id="now" data-pod="${escapeHtml(pod)}">
<h1><b>${escapeHtml(version)}</b> kad</h1>
<p class="hits"><b>${total}</b> ${counted}</p>
<p class="pod">served by <b>${escapeHtml(pod)}</b></p>
<p>on node ${escapeHtml(node)}, hits of its own: ${hits.own}</p>
<ul id="served" aria-label="The last answers came from" hidden></ul>
${redis.state === 'away' ? `<p class="warning">Redis at ${escapeHtml(redis.server)} is away: only this pod's own hits are counted.</p>` : ''}
<h2>${escapeHtml(configFile.path)}</h2>
<pre tabindex="0">${configFile.content === undefined ? 'There is no such file.' : escapeHtml(configFile.content.trimEnd())}</pre>
<nav>${links.join('\n')}</nav>
</main>
<p id="gone" role="alert" hidden></p>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
