export interface HomeView {
  version: string;
  hits: { own: number; total: number | undefined };
  pod: string;
  node: string;
  color: string;
  redis: { server: string; state: 'connected' | 'away' };
  configFile: { path: string; content: string | undefined };
  environment: Record<string, string>;
  endpoints: string[];
}

const STYLE = `
  body { margin: 0; font: 18px/1.5 system-ui, sans-serif; color: #222; background: #f4f4f2; }
  header { background: var(--color); color: #fff; padding: 2rem max(1rem, calc(50% - 24rem)); text-shadow: 0 1px 3px #0008; }
  header h1 { margin: 0; font-size: 3rem; } header p { margin: 0; opacity: .95; }
  main { max-width: 48rem; margin: 0 auto; padding: 1rem; }
  .hits { font-size: 5rem; font-weight: 700; line-height: 1.1; } .warning { background: #ffe2b8; padding: .6rem 1rem; border-radius: .4rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; } dt { color: #666; } dd { margin: 0; }
  pre, td { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; } pre { background: #fff; padding: .8rem; border-radius: .4rem; white-space: pre-wrap; }
  table { border-spacing: 0; } td { padding: .1rem 1rem .1rem 0; vertical-align: top; } details { margin: 1rem 0; } summary { cursor: pointer; font-weight: 600; }
`;

/** The whole page; everything that came from outside is escaped. */
export function homePage(view: HomeView): string {
  const { hits, redis, configFile } = view;
  const total = hits.total ?? hits.own;
  const rows = Object.entries(view.environment).map(
    ([k, v]) => `<tr><td>${escape(k)}</td><td>${escape(v)}</td></tr>`,
  );
  const links = view.endpoints.map((path) => `<a href="${path}">${path}</a>`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>kad ${escape(view.version)}</title><style>:root { --color: ${view.color}; }${STYLE}</style></head>
<body>
<header><h1>kad ${escape(view.version)}</h1><p>pod ${escape(view.pod)} on node ${escape(view.node)}</p></header>
<main>
${redis.state === 'away' ? `<p class="warning">Redis at ${escape(redis.server)} is away: hits are counted in this instance only.</p>` : ''}
<p><span class="hits">${total}</span> ${total === 1 ? 'hit' : 'hits'}</p>
<dl><dt>by this instance</dt><dd>${hits.own}</dd><dt>Redis</dt><dd>${escape(redis.server)}, ${redis.state}</dd></dl>
<h2>${escape(configFile.path)}</h2>
<pre>${configFile.content === undefined ? 'There is no such file.' : escape(configFile.content)}</pre>
<details><summary>Environment</summary><table>${rows.join('')}</table></details>
<p>${links.join(' · ')}</p>
</main>
</body></html>
`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
