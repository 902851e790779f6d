/** The graph in a terminal: drawn at every sample and every resize. */
import { Box, Text, render, useInput, useStdin } from 'ink';
import { LIVE_VIEW } from '../../terminal/screen/live-view.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { GRAPH } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { SHARELESS, figuresOf } from './sample.ts';
import type { Sample } from './sample.ts';
import { plot, replicaLine } from './plot.ts';
import type { Cell, CellKind } from './plot.ts';
import { history, takeSample } from './source.ts';
import type { Ask } from './transport.ts';
import { inColour } from '../../terminal/screen/colour.ts';
import { frameInterval } from './pace.ts';

export interface LiveGraph {
  ask: Ask;
  /** Milliseconds. */
  interval: number;
  signal: AbortSignal;
  quit: () => void;
  translate: Translate;
  reached?: (sample: Sample) => boolean;
}

const OBJECTIVE = 0.8;
/** The time that the graph covers, in milliseconds. */
const SPAN = 3 * 60_000;
const LABEL = 6;
/** Rows around the plot: title, replicas, time line, status. */
const AROUND = 4;

/** Resolves when the condition holds or the user quits; the last frame stays. */
export async function liveGraph({
  ask,
  interval,
  signal,
  quit,
  translate,
  reached,
}: LiveGraph): Promise<void> {
  const now = Date.now();
  let samples = await history(ask, now - SPAN, now, Math.max(1000, interval));
  const size = () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 });
  const graph = () => <Graph samples={samples} opened={now} {...size()} quit={quit} translate={translate} />;
  const view = render(graph(), LIVE_VIEW);
  const draw = () => view.rerender(graph());
  const resized = () => {
    view.clear();
    draw();
  };
  process.stdout.on('resize', resized);
  let written = process.stdout.bytesWritten;
  try {
    while (!signal.aborted) {
      const began = performance.now();
      const latest = await takeSample(ask);
      samples = [...samples.filter(({ time }) => time > latest.time - SPAN), latest];
      draw();
      if (reached?.(latest)) break;
      await until(began + interval, signal);
      // Ink writes a frame a little later than it gets it: only now are its bytes counted.
      const { bytesWritten } = process.stdout;
      await until(began + frameInterval(interval, bytesWritten - written), signal);
      written = bytesWritten;
    }
  } finally {
    process.stdout.off('resize', resized);
    view.unmount();
    await view.waitUntilExit();
  }
}

/** @param time in milliseconds of performance.now() */
async function until(time: number, signal: AbortSignal): Promise<void> {
  const rest = time - performance.now();
  if (rest > 0) await delay(rest, undefined, { signal }).catch(() => {});
}

interface GraphProps {
  samples: Sample[];
  /** Milliseconds since 1970: the right edge before the first sample. */
  opened: number;
  columns: number;
  rows: number;
  quit: () => void;
  translate: Translate;
}

export function Graph({ samples, opened, columns, rows, quit, translate }: GraphProps) {
  const { isRawModeSupported } = useStdin();
  useInput((input, key) => (input === 'q' || (key.ctrl && input === 'c') ? quit() : undefined), {
    isActive: isRawModeSupported,
  });
  const now = samples.at(-1);
  const to = now?.time ?? opened;
  const area = {
    columns: Math.max(10, columns - LABEL - 1),
    // A view as tall as the terminal would clear the screen at every frame.
    rows: Math.max(3, Math.min(rows - 1, 40) - AROUND),
    from: to - SPAN,
    to,
    objective: OBJECTIVE,
  };
  const points = samples.map(({ time, share }) => ({
    time,
    value: typeof share === 'number' ? share : undefined,
  }));
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">
        {' '.repeat(LABEL)}
        <Text bold>{translate(GRAPH.title)}</Text>
        <Text dimColor>{`  ${translate(GRAPH.source)}`}</Text>
      </Text>
      {plot(points, area).map((cells, row) => (
        <Text key={row} wrap="truncate">
          <Text dimColor>{axisLabel(row, area.rows)}</Text>
          <Cells cells={cells} />
        </Text>
      ))}
      <Text wrap="truncate">
        <Text dimColor>{translate(GRAPH.pods).padEnd(LABEL)}</Text>
        {replicaLine(samples, area)}
      </Text>
      <Text dimColor wrap="truncate">
        {' '.repeat(LABEL)}
        {translate(GRAPH.ago({ minutes: SPAN / 60_000 })).padEnd(area.columns - translate(GRAPH.now).length)}
        {translate(GRAPH.now)}
      </Text>
      <Status now={now} translate={translate} />
    </Box>
  );
}

const COLOURS: Partial<Record<CellKind, string>> = { met: 'green', missed: 'red' };

/** Neighbouring cells of one kind are one piece, since each piece has a cost. */
function Cells({ cells }: { cells: Cell[] }) {
  const pieces: { kind: CellKind; text: string }[] = [];
  for (const { char, kind } of cells) {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += char;
    else pieces.push({ kind, text: char });
  }
  return pieces.map(({ kind, text }, index) => (
    <Text key={index} {...inColour(COLOURS[kind])} dimColor={kind === 'objective'}>
      {text}
    </Text>
  ));
}

function axisLabel(row: number, rows: number): string {
  const at = (share: number) => Math.floor(Math.round((1 - share) * (rows * 4 - 1)) / 4);
  const label = [1, OBJECTIVE, 0].find((share) => at(share) === row);
  return `${label === undefined ? '' : `${label * 100} %`}`.padStart(LABEL - 1) + ' ';
}

function Status({ now, translate }: { now: Sample | undefined; translate: Translate }) {
  if (!now) return <Text>{`${' '.repeat(LABEL)}${translate(GRAPH.loading)}`}</Text>;
  const { share, rps, p95, replicas, trouble } = now;
  const missed = typeof share === 'number' && share < OBJECTIVE;
  const colour = typeof share === 'number' ? COLOURS[missed ? 'missed' : 'met'] : undefined;
  return (
    <Text wrap="truncate">
      {' '.repeat(LABEL)}
      <Text bold {...inColour(colour)}>
        {translate(typeof share === 'number' ? GRAPH.percent({ share }) : SHARELESS[share])}
      </Text>
      {trouble
        ? `: ${translate(trouble)}`
        : ['', ...[...figuresOf({ rps, p95 }), GRAPH.replicas({ count: replicas })].map(translate)].join(
            '   ',
          )}
    </Text>
  );
}
