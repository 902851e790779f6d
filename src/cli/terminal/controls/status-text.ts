import type { Say } from '../../language/index.ts';
import { formatClock } from '../output/clock.ts';
import type { State } from './state.ts';

const NOTICED_MS = 1_000;

/** The command at work, what runs in the background, and the scene's clock. @param now in milliseconds */
export function statusText(
  { scene, command }: State,
  backgrounds: readonly string[],
  now: number,
  say: Say,
): string {
  if (!scene) return '';
  const { budgetMs } = scene.scene;
  const ms = now - scene.began;
  const atWork = command ? now - command.began : 0;
  // What is over at once is not worth a line.
  const running = atWork > NOTICED_MS ? [say('status.running', { time: formatClock(atWork) })] : [];
  const over = ms > budgetMs ? ` ${say('status.over', { time: formatClock(ms - budgetMs) })}` : '';
  const names = backgrounds.map((name) => `${name} &`);
  return [...running, ...names, `${formatClock(ms)}/${formatClock(budgetMs)}${over}`].join(' · ');
}
