/** All about the pod that is pointed at: beside it, and over everything else. */
import type { Pod, Traffic } from '../../view/view.ts';
import { useWords } from '../words.ts';
import type { Box } from './places/layout.ts';
import { factsOf } from './pod-text.ts';

interface Props {
  pod: Pod;
  near: Box;
  room: { width: number };
  traffic: Traffic | undefined;
  now: number;
  image: string | undefined;
}

const WIDTH = 19;
const SPACE = 0.5;

export function Details({ pod, near, room, traffic, now, image }: Props) {
  const say = useWords();
  const width = Math.min(WIDTH, room.width);
  const right = near.x + near.width + SPACE;
  const fits = right + width <= room.width;
  const x = fits ? right : Math.max(0, Math.min(near.x - SPACE - width, room.width - width));
  const style = { transform: `translate(${x}rem, 0.4rem)`, width: `${width}rem` };
  return (
    <div class="details" style={style} aria-hidden="true">
      <b>{pod.name}</b>
      {image && <span class="quiet">{image}</span>}
      {factsOf(pod, traffic, now, say).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </div>
  );
}
