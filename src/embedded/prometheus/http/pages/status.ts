/** `/status` and `/alerts`. */
import { escapeHtml, page } from './page.ts';
import type { Page } from './page.ts';

/** @param facts names and values */
export function statusPage(facts: Record<string, string | number>): Page {
  const rows = Object.entries(facts).map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(String(value))}</td></tr>`,
  );
  return page('status', `<table><tbody>${rows.join('')}</tbody></table>\n`);
}

export const alertsPage = page(
  'alerts',
  '<p>None: this Prometheus is a small one, built into pycont, and evaluates no rules.</p>\n',
);
