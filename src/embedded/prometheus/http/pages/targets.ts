/** `/targets`: what is scraped, and how the last scrape ended. */
import { METRIC_NAME } from '../../labels.ts';
import type { ScrapeManager } from '../../scrape/manager.ts';
import { escapeHtml, page } from './page.ts';
import type { Page } from './page.ts';

type Active = ScrapeManager['active'][number];

/** @param now milliseconds since 1970 */
export function targetsPage(
  { active, dropped }: Pick<ScrapeManager, 'active' | 'dropped'>,
  now: number,
): Page {
  const rows = active.map((target) => `<tr>${cells(target, now).join('')}</tr>`);
  const heads = ['Job', 'Endpoint', 'State', 'Labels', 'Last scrape', 'Error'].map(
    (each) => `<th>${each}</th>`,
  );
  return page(
    'targets',
    `<p>${active.length} active, ${dropped.length} dropped by relabelling.</p>
<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
`,
  );
}

function cells({ job, state }: Active, now: number): string[] {
  const { target, health, lastError, lastScrape, lastSeconds } = state;
  const labels = [...target.labels.without(METRIC_NAME).entries()].map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  const scraped =
    lastScrape === undefined
      ? 'never'
      : `${((now - lastScrape) / 1000).toFixed(1)} s ago, took ${(lastSeconds * 1000).toFixed(0)} ms`;
  const texts = [job, target.url, undefined, labels.join(' '), scraped, lastError];
  return texts.map((text) =>
    text === undefined
      ? `<td class="${health}">${health.toUpperCase()}</td>`
      : `<td>${escapeHtml(text)}</td>`,
  );
}
