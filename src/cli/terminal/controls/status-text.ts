import { PLAYER } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { formatClock } from '../output/clock.ts';
import type { State } from './state.ts';

const NOTICED_MS = 1_000;

/** The command at work, what runs in the background, and the scene's clock. @param now in milliseconds */
export function statusText(
  { scene, command }: State,
  backgrounds: readonly string[],
  now: number,
  translate: Translate,
): string {
  if (!scene) return '';
  const { budgetMs } = scene.scene;
  const ms = now - scene.began;
  const atWork = command ? now - command.began : 0;
  // What is over at once is not worth a line.
  const running = atWork > NOTICED_MS ? [translate(PLAYER.running({ clock: formatClock(atWork) }))] : [];
  const [clock, budget] = [formatClock(ms), formatClock(budgetMs)];
  const clocks =
    ms > budgetMs
      ? translate(PLAYER.clockOver({ clock, budget, over: formatClock(ms - budgetMs) }))
      : `${clock}/${budget}`;
  const names = backgrounds.map((name) => `${name} &`);
  return [...running, ...names, clocks].join(' · ');
}
