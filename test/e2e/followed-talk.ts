/** A dashboard that is open during a whole talk, and what it showed. */
import type { Mark, Point } from '../../src/dashboard/view/view.ts';
import { Browser as Stream } from '../dashboard/browser.ts';
import { openDashboard } from './dashboard.ts';

export interface FollowedTalk {
  /** Numbers of the scenes in the caption, each once, in the order in which the page showed them. */
  scenes: string[];
  /** Numbers of the scenes in which the page said that nothing is measured. */
  unmeasured: string[];
  points: Point[];
  /** Every mark that there has been, the oldest first. */
  marks: Mark[];
  complaints: string[];
}

/** Runs in the page. */
const CAPTIONS = `
  window.captions = [];
  window.unmeasured = [];
  const note = (list, number) => list.includes(number) || list.push(number);
  new MutationObserver(() => {
    const number = document.querySelector('.scene-number')?.textContent;
    if (!number) return;
    note(window.captions, number);
    const statement = document.querySelector('.graph .statement')?.textContent ?? '';
    if (statement.includes('Nothing is measured')) note(window.unmeasured, number);
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

export async function followTalk(env: Record<string, string>): Promise<{ end: () => Promise<FollowedTalk> }> {
  const dashboard = await openDashboard(env, { script: CAPTIONS });
  const stream = new Stream(dashboard.url);
  const marks = new Map<string, Mark>();
  const timer = setInterval(() => {
    if (stream.received.length === 0) return;
    for (const [id, mark] of Object.entries(stream.view.marks)) marks.set(id, mark);
  }, 500);
  return {
    async end() {
      clearInterval(timer);
      const scenes = (await dashboard.page.evaluate('window.captions')) as string[];
      const unmeasured = (await dashboard.page.evaluate('window.unmeasured')) as string[];
      stream.close();
      const { complaints } = dashboard;
      await dashboard.close();
      const { points } = stream;
      return {
        scenes,
        unmeasured,
        points,
        marks: [...marks.values()].sort((a, b) => a.at - b.at),
        complaints,
      };
    },
  };
}
