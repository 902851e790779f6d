import { PLAYER } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { formatClock } from '../output/clock.ts';
import type { State } from './state.ts';

const SHOWN_FROM_MS = 1_000;

/** The running command, the background steps, and the scene's clock. @param now in milliseconds */
export function statusText(
  { scene, command }: State,
  backgrounds: readonly string[],
  now: number,
  translate: Translate,
): string {
  if (!scene) return '';
  const { budgetMs } = scene.scene;
  const ms = now - scene.began;
  const runningMs = command ? now - command.began : 0;
  // A command that ends at once is not shown.
  const running =
    runningMs > SHOWN_FROM_MS ? [translate(PLAYER.running({ clock: formatClock(runningMs) }))] : [];
  const [clock, budget] = [formatClock(ms), formatClock(budgetMs)];
  const clocks =
    ms > budgetMs
      ? translate(PLAYER.clockOver({ clock, budget, over: formatClock(ms - budgetMs) }))
      : `${clock}/${budget}`;
  const names = backgrounds.map((name) => `${name} &`);
  return [...running, ...names, clocks].join(' · ');
}
