import { PLAYER } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { formatClock } from '../output/clock.ts';
import type { State } from './state.ts';

const SHOWN_FROM_MS = 1_000;

/** The running command and the background steps. Clocks of scenes are for the speaker alone. @param now in milliseconds */
export function statusText(
  { scene, command }: State,
  backgrounds: readonly string[],
  now: number,
  translate: Translate,
): string {
  if (!scene) return '';
  const runningMs = command ? now - command.began : 0;
  // A command that ends at once is not shown.
  const running =
    runningMs > SHOWN_FROM_MS ? [translate(PLAYER.running({ clock: formatClock(runningMs) }))] : [];
  return [...running, ...backgrounds.map((name) => `${name} &`)].join(' · ');
}
