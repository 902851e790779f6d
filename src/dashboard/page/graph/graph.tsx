/** Share of fast requests with its objective, latency, and replicas as steps below: on one time axis. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { GRAPH_WORDS, PAGE } from '../../../messages/dashboard/index.ts';
import type { Point, View } from '../../view/view.ts';
import { Alarm } from '../alarm.tsx';
import { clock } from '../time.ts';
import { useSize } from '../use-size.ts';
import { useWords } from '../words.ts';
import { Marks } from './mark-lines.tsx';
import { linesOf, meaningOf } from './marks.ts';
import { AXIS, PANELS, RIGHT } from './panels.ts';
import { Plot } from './plot.tsx';
import { Reading } from './reading.tsx';
import { pointAt, seriesOf } from './series.ts';
import { Unmeasured } from './unmeasured.tsx';
import { GraphTable } from './table.tsx';

interface Props {
  view: View;
  points: readonly Point[];
  now: number;
}

/** Milliseconds that are in view. */
const LONGEST = 300_000;
const SHORTEST = 60_000;
/** Of the keys that move the cursor. */
const STEP = 5_000;

export function Graph({ view, points, now }: Props) {
  const say = useWords();
  const { metrics, serviceLevel } = view;
  if (metrics.state === 'none' || (points.length === 0 && metrics.state !== 'away'))
    return <Unmeasured none={metrics.state === 'none'} level={serviceLevel} />;
  return (
    <section class="graph" aria-label={say(GRAPH_WORDS.title)}>
      <Panels view={view} points={points} now={now} />
      <GraphTable points={points} now={now} thresholdMs={serviceLevel.thresholdMs} />
    </section>
  );
}

function Panels({ view, points, now }: Props) {
  const say = useWords();
  const plotsRef = useRef<HTMLDivElement>(null);
  const size = useSize(plotsRef);
  const [cursor, setCursor] = useState<number>();
  const { serviceLevel, marks, metrics } = view;
  // It begins with the first point, and moves on when there are too many.
  const from = Math.max(now - LONGEST, Math.min(points[0]?.at ?? now, now - SHORTEST));
  const length = now - from;
  const series = useMemo(() => seriesOf(points, from, serviceLevel.objective), [points, from, serviceLevel]);
  const read = cursor === undefined ? now : Math.min(now, Math.max(from, cursor));
  const point = cursor === undefined ? pointAt(points, points.at(-1)?.at ?? now) : pointAt(points, read);
  const width = (size?.width ?? 0) - AXIS - RIGHT;
  const lines = linesOf(marks, { from, to: now, width }, say);
  const near = lines.find(({ mark }) => cursor !== undefined && Math.abs(mark.at - read) < STEP / 2);

  const pointer = (event: MouseEvent) => {
    const { left } = plotsRef.current!.getBoundingClientRect();
    const at = ((event.clientX - left) / size!.unit - AXIS) / width;
    setCursor(at < 0 || at > 1 ? undefined : from + at * length);
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -length, End: length }[event.key];
    if (event.key === 'Escape') setCursor(undefined);
    if (step === undefined) return;
    setCursor(Math.min(now, Math.max(from, read + step)));
    event.preventDefault();
  };

  return (
    <div class="panels">
      {metrics.state === 'away' && cursor === undefined ? (
        <Alarm trouble={{ what: PAGE.metricsAway, since: metrics.since, why: metrics.why }} now={now} />
      ) : (
        <Reading point={point} level={serviceLevel} at={cursor === undefined ? undefined : read} />
      )}
      <div
        class={`plots${metrics.state === 'away' ? ' old' : ''}`}
        ref={plotsRef}
        role="slider"
        tabIndex={0}
        aria-label={say(GRAPH_WORDS.slider)}
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1_000)}
        aria-valuenow={Math.round((read - from) / 1_000)}
        aria-valuetext={cursor === undefined ? say(GRAPH_WORDS.now) : spoken()}
        onMouseMove={pointer}
        onMouseLeave={() => setCursor(undefined)}
        onBlur={() => setCursor(undefined)}
        onKeyDown={key}
      >
        <div class="happened">{near && <span class="meaning">{say(meaningOf(near.mark))}</span>}</div>
        {PANELS.map((panel) => (
          <Plot key={panel} panel={panel} series={series} level={serviceLevel} from={from} to={now} />
        ))}
        {width > 0 && <Marks lines={lines} width={width} quiet={near !== undefined} />}
        {cursor !== undefined && (
          <div
            class="cursor"
            style={{ transform: `translateX(${AXIS + ((read - from) / length) * width}rem)` }}
          />
        )}
      </div>
    </div>
  );

  function spoken(): string {
    const share = point?.share == null ? GRAPH_WORDS.noRequests : GRAPH_WORDS.share({ share: point.share });
    const words = [
      clock(read),
      say(share),
      point?.p95 === undefined ? '' : `p95 ${say(GRAPH_WORDS.latency({ ms: point.p95 }))}`,
      point?.replicas === undefined ? '' : `${say(GRAPH_WORDS.replicas)} ${point.replicas}`,
      near ? say(meaningOf(near.mark)) : '',
    ];
    return words.filter(Boolean).join(', ');
  }
}
