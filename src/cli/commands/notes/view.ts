/** The speaker's view as lines that fit the terminal; what matters most stands on top. */
import { formatClock } from '../../terminal/output/clock.ts';
import type { CurrentStep, SpeakerNotes, Step } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { padEnd, truncate, wrap } from '../../terminal/output/output.ts';
import type { Theme } from '../../terminal/output/output.ts';
import { renderNote } from '../../terminal/output/blocks.ts';
import { commandParts } from '../../terminal/player/command-line.ts';

export interface Seen {
  notes: SpeakerNotes;
  sceneCount: number;
  /** Somebody plays now. */
  playing: boolean;
  /** Why the journal cannot be read. */
  problem?: string;
}

interface Size {
  columns: number;
  rows: number;
}

export function renderNotes(
  { notes, sceneCount, playing, problem }: Seen,
  say: Say,
  theme: Theme,
  size: Size,
): string[] {
  const width = Math.max(20, Math.min(size.columns - 4, 100));
  const paragraph = (text: string) => wrap(text, width);
  const lines: string[] = [];
  if (problem)
    lines.push(...paragraph(say('notes.unread', { why: problem })).map((line) => theme.bad(line)), '');
  if (notes.phase === 'none') lines.push(...paragraph(say('notes.none')));
  else {
    lines.push(...heading(notes, sceneCount, say, theme, width), '');
    if (notes.phase === 'over') lines.push(...paragraph(say('notes.over')));
    else if (!playing) lines.push(...paragraph(say('notes.away')).map((line) => theme.dim(line)), '');
    if (notes.worldLost)
      lines.push(
        ...paragraph(say('notes.lost', { why: say.tell(notes.worldLost) })).map((line) => theme.dim(line)),
        '',
      );
    lines.push(...stepLines(notes, say, theme, width));
  }
  const fitting = lines.slice(0, size.rows - 2).map((line) => `  ${line}`);
  const footer = Number.isFinite(size.rows)
    ? ['', `  ${theme.dim(truncate(say('notes.quit'), size.columns - 3))}`]
    : [];
  return [...fitting, ...footer];
}

function heading(notes: SpeakerNotes, count: number, say: Say, theme: Theme, width: number): string[] {
  const { scene, sceneMs, talkMs, talkBudgetMs, behindMs } = notes;
  const title = scene ? [theme.bold(truncate(`${scene.number}/${count} ${scene.title}`, width))] : [];
  const clocks = [
    ...(scene && notes.phase === 'playing'
      ? [clock(say, 'notes.scene', sceneMs, scene.budgetMs, theme)]
      : []),
    clock(say, 'notes.talk', talkMs, talkBudgetMs, theme),
    delay(behindMs, say, theme),
  ];
  return [...title, ...wrapParts(clocks, width)];
}

function clock(
  say: Say,
  label: 'notes.scene' | 'notes.talk',
  ms: number,
  budgetMs: number,
  theme: Theme,
): string {
  const text = `${say(label)} ${say('notes.of', { time: formatClock(ms), budget: formatClock(budgetMs) })}`;
  return ms > budgetMs ? theme.warn(text) : text;
}

function delay(behindMs: number, say: Say, theme: Theme): string {
  const time = formatClock(Math.abs(behindMs));
  if (Math.abs(behindMs) < 1_000) return theme.good(say('notes.onTime'));
  return behindMs > 0 ? theme.warn(say('notes.behind', { time })) : theme.good(say('notes.ahead', { time }));
}

/** Parts stay whole; those that do not fit come into the next line. */
function wrapParts(parts: string[], width: number): string[] {
  const held = parts.map((part) => part.replaceAll(' ', '\u00A0'));
  return held
    .join('   ')
    .split(/ {3}/)
    .reduce<string[]>((lines, part) => {
      const last = lines.at(-1);
      const joined = last === undefined ? part : `${last}   ${part}`;
      const fits = [...joined.replace(/\u001B\[[0-9;]*m/g, '')].length <= width; // oxlint-disable-line no-control-regex
      return last !== undefined && fits ? [...lines.slice(0, -1), joined] : [...lines, part];
    }, [])
    .map((line) => line.replaceAll('\u00A0', ' '));
}

function stepLines(notes: SpeakerNotes, say: Say, theme: Theme, width: number): string[] {
  const { current, next, scene } = notes;
  const lines: string[] = [];
  if (current) {
    lines.push(...labelled(say(LABELS[current.state]), current.step, theme, width));
    const time = timing(current, say);
    if (time) lines.push(current.state === 'running' ? theme.bold(time) : theme.dim(time));
    lines.push('', ...noteLines(current.step.notes, say, theme, width), '');
  } else if (scene && notes.phase === 'playing') {
    lines.push(say('notes.sceneEnds'), '', ...noteLines(scene.closingNotes, say, theme, width), '');
  } else if (scene) {
    lines.push(say('notes.between'), '', ...noteLines(next?.notes ?? [], say, theme, width), '');
  }
  if (next) lines.push(...labelled(say('notes.next'), next, theme, width).map((line) => theme.dim(line)));
  return lines;
}

const LABELS = { waiting: 'notes.now', running: 'notes.running', failed: 'notes.failed' } as const;

function timing({ state, runningMs, usualMs }: CurrentStep, say: Say): string | undefined {
  if (usualMs === undefined) return state === 'running' ? formatClock(runningMs) : undefined;
  const time = say.time(usualMs);
  if (state !== 'running') return say('notes.usually', { time });
  const left = usualMs - runningMs;
  const about = left > 0 ? say('notes.left', { time: say.time(left) }) : say('notes.longer', { time });
  return `${formatClock(runningMs)} · ${about}`;
}

function noteLines(notes: readonly string[], say: Say, theme: Theme, width: number): string[] {
  if (notes.length === 0) return [theme.dim(say('notes.nothing'))];
  return notes.flatMap((note) => renderNote(note, theme, width));
}

function labelled(label: string, step: Step, theme: Theme, width: number): string[] {
  const tag = padEnd(label, 9);
  const { mark, text, tail } = commandParts(step);
  const lines = [step.name, ...`${mark} ${text}${tail}`.split('\n').slice(0, 3)];
  const shown = step.name === text ? lines.slice(1) : lines;
  return shown.map((line, index) => {
    const cut = truncate(line, width - tag.length);
    return `${index === 0 ? theme.dim(tag) : ' '.repeat(tag.length)}${index === 0 ? theme.bold(cut) : cut}`;
  });
}
