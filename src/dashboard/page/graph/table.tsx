/** The graph for those who do not see it: a row each half minute. */
import { GRAPH_WORDS } from '../../../messages/dashboard/index.ts';
import type { Point } from '../../view/view.ts';
import { clock } from '../time.ts';
import { useWords } from '../words.ts';
import { pointAt } from './series.ts';

const EVERY = 30_000;
const ROWS = 10;

interface Props {
  points: readonly Point[];
  now: number;
  thresholdMs: number;
}

export function GraphTable({ points, now, thresholdMs }: Props) {
  const say = useWords();
  const last = Math.floor(now / EVERY) * EVERY;
  const rows = Array.from({ length: ROWS }, (_, i) => last - i * EVERY).flatMap((at) => {
    const point = pointAt(points, at);
    return point ? [{ at, point }] : [];
  });
  return (
    <table class="unseen">
      <caption>{say(GRAPH_WORDS.table)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(GRAPH_WORDS.time)}</th>
          <th scope="col">{say(GRAPH_WORDS.within({ ms: thresholdMs }))}</th>
          <th scope="col">p50</th>
          <th scope="col">p95</th>
          <th scope="col">{say(GRAPH_WORDS.replicas)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, point }) => (
          <tr key={at}>
            <th scope="row">{clock(at)}</th>
            <td>{say(GRAPH_WORDS.share({ share: point.share ?? undefined }))}</td>
            <td>{say(GRAPH_WORDS.latency({ ms: point.p50 }))}</td>
            <td>{say(GRAPH_WORDS.latency({ ms: point.p95 }))}</td>
            <td>{point.replicas ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
