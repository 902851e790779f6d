/** The numbers beside the plots: of now, or of where the cursor is. */
import { GRAPH_WORDS } from '../../../messages/dashboard/index.ts';
import type { Point, ServiceLevel } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { clock } from '../time.ts';
import { useWords } from '../words.ts';

interface Props {
  point: Point | undefined;
  level: ServiceLevel;
  /** Of the cursor; undefined: now. */
  at: number | undefined;
}

export function Reading({ point, level, at }: Props) {
  const say = useWords();
  const { objective, thresholdMs } = level;
  const share = point?.share ?? undefined;
  const latency = (ms: number | undefined) => say(GRAPH_WORDS.latency({ ms }));
  return (
    <div class="reading">
      <div class="read-time">{at === undefined ? '' : clock(at)}</div>
      <div class="read-share">
        <span>{say(GRAPH_WORDS.within({ ms: thresholdMs }))}</span>
        <b class="figure">{share === undefined ? '–' : say(GRAPH_WORDS.share({ share }))}</b>
        {share === undefined ? (
          <span>{point?.share === null ? say(GRAPH_WORDS.noRequests) : ''}</span>
        ) : (
          objective !== undefined && <Verdict met={share >= objective} objective={objective} />
        )}
      </div>
      <div class="read-latency">
        <span>
          <i class="sample thin" />
          p50 <b>{latency(point?.p50)}</b>
        </span>
        <span>
          <i class="sample thick" />
          p95 <b>{latency(point?.p95)}</b>
        </span>
      </div>
      <div class="read-replicas">
        <span>{say(GRAPH_WORDS.replicas)}</span>
        <b class="figure">
          {point?.replicas === undefined
            ? '–'
            : say(GRAPH_WORDS.replicasOf({ ready: point.ready ?? point.replicas, wanted: point.replicas }))}
        </b>
      </div>
    </div>
  );
}

function Verdict({ met, objective }: { met: boolean; objective: number }) {
  const say = useWords();
  return (
    <span class={met ? 'met' : 'missed bad'}>
      <Icon sign={met ? 'met' : 'missed'} />
      {say(met ? GRAPH_WORDS.met({ objective }) : GRAPH_WORDS.missed({ objective }))}
    </span>
  );
}
