/** The graph in a terminal: drawn anew at every look and every change of the window's size. */
import { Box, Text, render, useInput, useStdin } from 'ink';
import { setTimeout as delay } from 'node:timers/promises';
import { GRAPH } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { SHARELESS, figuresOf } from './look.ts';
import type { Look } from './look.ts';
import { plot, replicaLine } from './plot.ts';
import type { Cell, CellKind } from './plot.ts';
import { history, look } from './source.ts';
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
  reached?: (look: Look) => boolean;
}

const OBJECTIVE = 0.8;
/** A column of dots is at least this long, in milliseconds. */
const SHOWN = 3 * 60_000;
const LABEL = 6;
/** Title, replicas, time line, status: what is not plot. */
const AROUND = 4;

/** Resolves when the condition holds or the person has seen enough; what was drawn last stays. */
export async function liveGraph({
  ask,
  interval,
  signal,
  quit,
  translate,
  reached,
}: LiveGraph): Promise<void> {
  const now = Date.now();
  let looks = await history(ask, now - SHOWN, now, Math.max(1000, interval));
  const size = () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 });
  const graph = () => <Graph looks={looks} opened={now} {...size()} quit={quit} translate={translate} />;
  const view = render(graph(), { exitOnCtrlC: false, incrementalRendering: true });
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
      const latest = await look(ask);
      looks = [...looks.filter(({ time }) => time > latest.time - SHOWN), latest];
      draw();
      if (reached?.(latest)) break;
      await until(began + interval, signal);
      // Ink writes a frame a little later than it is given: now it is counted.
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
  looks: Look[];
  /** Milliseconds since 1970: the right edge before there is a look. */
  opened: number;
  columns: number;
  rows: number;
  quit: () => void;
  translate: Translate;
}

export function Graph({ looks, opened, columns, rows, quit, translate }: GraphProps) {
  const { isRawModeSupported } = useStdin();
  useInput((input, key) => (input === 'q' || (key.ctrl && input === 'c') ? quit() : undefined), {
    isActive: isRawModeSupported,
  });
  const now = looks.at(-1);
  const to = now?.time ?? opened;
  const area = {
    columns: Math.max(10, columns - LABEL - 1),
    // As tall as the terminal, it would clear the screen at every frame.
    rows: Math.max(3, Math.min(rows - 1, 40) - AROUND),
    from: to - SHOWN,
    to,
    objective: OBJECTIVE,
  };
  const points = looks.map(({ time, share }) => ({
    time,
    value: typeof share === 'number' ? share : undefined,
  }));
  return (
    <Box flexDirection="column">
      <Text wrap="truncate" bold>
        {' '.repeat(LABEL)}
        {translate(GRAPH.title)}
      </Text>
      {plot(points, area).map((cells, row) => (
        <Text key={row} wrap="truncate">
          <Text dimColor>{axisLabel(row, area.rows)}</Text>
          <Cells cells={cells} />
        </Text>
      ))}
      <Text wrap="truncate">
        <Text dimColor>{translate(GRAPH.pods).padEnd(LABEL)}</Text>
        {replicaLine(looks, area)}
      </Text>
      <Text dimColor wrap="truncate">
        {' '.repeat(LABEL)}
        {translate(GRAPH.ago({ minutes: SHOWN / 60_000 })).padEnd(area.columns - translate(GRAPH.now).length)}
        {translate(GRAPH.now)}
      </Text>
      <Status now={now} translate={translate} />
    </Box>
  );
}

const COLOURS: Partial<Record<CellKind, string>> = { met: 'green', missed: 'red' };

/** Neighbours of one kind in one piece: each piece costs. */
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

function Status({ now, translate }: { now: Look | undefined; translate: Translate }) {
  if (!now) return <Text>{`${' '.repeat(LABEL)}${translate(GRAPH.looking)}`}</Text>;
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
