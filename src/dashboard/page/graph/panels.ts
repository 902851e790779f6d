/** The three plots, one above the other, on one time axis: what uPlot is told of each. */
import type uPlot from 'uplot';
import type { ServiceLevel } from '../../view/view.ts';
import type { Series } from './series.ts';
import { decades, mostReplicas } from './series.ts';

export const PANELS = ['share', 'latency', 'replicas'] as const;
export type Panel = (typeof PANELS)[number];

export interface Inks {
  text: string;
  grid: string;
  good: string;
  badFill: string;
  stepsFill: string;
}

export interface Look {
  inks: Inks;
  font: string;
  /** CSS pixels of a unit. */
  unit: number;
  objective: number | undefined;
  thresholdMs: number;
  paths: { steps: uPlot.Series.PathBuilder };
  percent: (share: number) => string;
  latency: (ms: number) => string;
  /** Labels of the time axis; undefined: it has none. */
  ago?: ((seconds: number, step: number) => string) | undefined;
}

/** Of the axes, in units. */
export const AXIS = 4.2;
export const RIGHT = 1.7;
const TIME = 1.5;
const LINE = 1.15;
const DASH = [0.45, 0.3];

export function dataOf(
  panel: Panel,
  series: Series,
  { objective, thresholdMs }: Pick<ServiceLevel, 'objective' | 'thresholdMs'>,
): uPlot.AlignedData {
  const { times, share, missed, p50, p95, replicas, ready } = series;
  const level = (value: number | undefined) => times.map(() => value ?? null);
  if (panel === 'share') return [times, share, level(objective), missed];
  if (panel === 'latency') return [times, level(thresholdMs), p50, p95];
  return [times, replicas, ready];
}

/** Where the value axis begins and ends. */
export function rangeOf(panel: Panel, series: Series): [number, number] {
  if (panel === 'share') return [0, 1.03];
  if (panel === 'latency') return decades(series);
  return [0, mostReplicas(series) + 0.4];
}

export function optionsOf(panel: Panel, look: Look, size: { width: number; height: number }): uPlot.Options {
  const { unit, ago } = look;
  return {
    ...size,
    padding: [unit * 0.6, RIGHT * unit, ago ? 0 : unit * 0.5, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    scales: { x: { time: false }, y: panel === 'latency' ? { distr: 3, log: 10 } : {} },
    axes: [timeAxis(look), valueAxis(panel, look)],
    series: [{}, ...LINES[panel](look)],
    ...(panel === 'share' && { bands: [{ series: [2, 3], fill: look.inks.badFill }] }),
  };
}

type Lines = (look: Look) => uPlot.Series[];

const LINES: Record<Panel, Lines> = {
  share: ({ inks, unit }) => [
    line(inks.good, unit * 0.16),
    { ...line(inks.text, unit * 0.09), dash: DASH.map((length) => length * unit) },
    { ...line('transparent', 0) },
  ],
  latency: ({ inks, unit }) => [
    { ...line(inks.text, unit * 0.09), dash: DASH.map((length) => length * unit) },
    { ...line(inks.good, unit * 0.1) },
    line(inks.good, unit * 0.18),
  ],
  replicas: ({ inks, unit, paths }) => [
    { ...line(inks.text, unit * 0.09), dash: DASH.map((length) => length * unit), paths: paths.steps },
    { ...line(inks.good, unit * 0.14), fill: inks.stepsFill, paths: paths.steps },
  ],
};

const line = (stroke: string, width: number): uPlot.Series => ({ stroke, width, points: { show: false } });

function timeAxis({ inks, font, unit, ago }: Look): uPlot.Axis {
  return {
    stroke: inks.text,
    font,
    size: ago ? TIME * unit : 0,
    gap: unit * 0.2,
    grid: { stroke: inks.grid, width: 1 },
    ticks: { show: false },
    splits: (plot) => timeSplits(plot.scales.x!.min!, plot.scales.x!.max!, plot.width / unit),
    values: (plot, splits) => {
      const step = splits.length > 1 ? splits[1]! - splits[0]! : Infinity;
      return splits.map((split) => ago?.(plot.scales.x!.max! - split, step) ?? '');
    },
  };
}

/** Seconds between two labels of the time axis. */
const STEPS = [15, 30, 60, 120, 300];

/** Whole steps before the end. @param width in units: labels need room */
export function timeSplits(from: number, to: number, width: number): number[] {
  const fitting = Math.max(1, Math.floor((width - AXIS - RIGHT) / (TIME * 2.6)));
  const step = STEPS.find((each) => (to - from) / each <= fitting) ?? to - from;
  const count = Math.floor((to - from) / step + 1e-6);
  return Array.from({ length: count + 1 }, (_, i) => to - (count - i) * step);
}

function valueAxis(panel: Panel, look: Look): uPlot.Axis {
  const { inks, font, unit } = look;
  return {
    stroke: inks.text,
    font,
    size: AXIS * unit,
    gap: unit * 0.3,
    grid: { stroke: inks.grid, width: 1 },
    ticks: { show: false },
    filter: (_plot, splits) => splits,
    splits: (plot) =>
      splitsOf(
        panel,
        look,
        plot.scales.y!.min!,
        plot.scales.y!.max!,
        plot.bbox.height / devicePixelRatio / unit,
      ),
    values: (_plot, splits) => splits.map((split) => labelOf(panel, look, split)),
  };
}

/** @param height of the plot, in units: labels need room */
function splitsOf(panel: Panel, look: Look, from: number, to: number, height: number): number[] {
  if (panel === 'share') return [0, ...(height > 2.4 ? [0.5] : []), look.objective ?? 1];
  if (panel === 'replicas') {
    const most = Math.floor(to);
    return ((most - 1) / to) * height > LINE ? [1, most] : [most];
  }
  const at = (ms: number) => (Math.log10(ms / from) / Math.log10(to / from)) * height;
  return apart([look.thresholdMs, ...powersOf10(from, to)], at, height);
}

const powersOf10 = (from: number, to: number): number[] =>
  Array.from({ length: Math.round(Math.log10(to / from)) + 1 }, (_, i) => from * 10 ** i);

/** The first of them, and what of the others neither touches those before nor the ends. */
function apart(splits: readonly number[], at: (split: number) => number, height: number): number[] {
  return splits
    .reduce<number[]>((kept, split) => {
      const ends = at(split) < LINE / 3 || at(split) > height - LINE / 3;
      const near = kept.some((other) => Math.abs(at(other) - at(split)) < LINE);
      return ends || near ? kept : [...kept, split];
    }, [])
    .sort((a, b) => a - b);
}

function labelOf(panel: Panel, { percent, latency }: Look, split: number): string {
  if (panel === 'share') return percent(split);
  return panel === 'latency' ? latency(split) : String(split);
}
