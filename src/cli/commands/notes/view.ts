/** The speaker's view as lines that fit the terminal; the most important are first. */
import { formatClock } from '../../terminal/output/clock.ts';
import type { CurrentStep, SpeakerNotes, Speech, Step } from '../../../show/index.ts';
import { NOTES, STAGE } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { padEnd, truncate, wrap } from '../../terminal/output/output.ts';
import type { Theme } from '../../terminal/output/output.ts';
import { inline } from '../../terminal/output/inline.ts';
import { renderNote } from '../../terminal/output/blocks.ts';
import { commandParts } from '../../terminal/player/command-line.ts';

export interface Snapshot {
  notes: SpeakerNotes;
  sceneCount: number;
  /** A player is running. */
  playing: boolean;
  /** Why the journal cannot be read. */
  problem?: Text;
}

interface Size {
  columns: number;
  rows: number;
}

export function renderNotes(
  { notes, sceneCount, playing, problem }: Snapshot,
  translate: Translate,
  theme: Theme,
  size: Size,
): string[] {
  const width = Math.max(20, Math.min(size.columns - 4, 100));
  const paragraph = (text: string) => wrap(text, width);
  const lines: string[] = [];
  if (problem)
    lines.push(...paragraph(translate(NOTES.unread({ why: problem }))).map((line) => theme.bad(line)), '');
  if (notes.phase === 'none') lines.push(...paragraph(translate(NOTES.noTalk)));
  else {
    lines.push(...heading(notes, sceneCount, translate, theme, width), '');
    if (notes.phase === 'over') lines.push(...paragraph(translate(NOTES.over)));
    else if (!playing) lines.push(...paragraph(translate(NOTES.noPlayer)).map((line) => theme.dim(line)), '');
    if (notes.chosen)
      lines.push(...paragraph(translate(STAGE.chosen(notes.chosen))).map((line) => theme.dim(line)), '');
    if (notes.stateLost)
      lines.push(
        ...paragraph(translate(NOTES.stateLost({ why: notes.stateLost }))).map((line) => theme.dim(line)),
        '',
      );
    lines.push(...stepLines(notes, translate, theme, width));
  }
  const fitting = lines.slice(0, size.rows - 2).map((line) => `  ${line}`);
  const footer = Number.isFinite(size.rows)
    ? ['', `  ${theme.dim(truncate(translate(NOTES.quit), size.columns - 3))}`]
    : [];
  return [...fitting, ...footer];
}

function heading(
  notes: SpeakerNotes,
  count: number,
  translate: Translate,
  theme: Theme,
  width: number,
): string[] {
  const { scene, sceneMs, talkMs, talkBudgetMs, behindMs } = notes;
  const title = scene ? [theme.bold(truncate(`${scene.number}/${count} ${scene.title}`, width))] : [];
  const clocks = [
    ...(scene && notes.phase === 'playing'
      ? [clock(translate, NOTES.sceneClock, sceneMs, scene.budgetMs, theme)]
      : []),
    clock(translate, NOTES.talkClock, talkMs, talkBudgetMs, theme),
    delay(behindMs, translate, theme),
  ];
  return [...title, ...wrapParts(clocks, width)];
}

function clock(
  translate: Translate,
  wording: (clocks: { clock: string; budget: string }) => Text,
  ms: number,
  budgetMs: number,
  theme: Theme,
): string {
  const text = translate(wording({ clock: formatClock(ms), budget: formatClock(budgetMs) }));
  return ms > budgetMs ? theme.warn(text) : text;
}

function delay(behindMs: number, translate: Translate, theme: Theme): string {
  const clock = formatClock(Math.abs(behindMs));
  if (Math.abs(behindMs) < 1_000) return theme.good(translate(NOTES.onTime));
  return behindMs > 0
    ? theme.warn(translate(NOTES.behind({ clock })))
    : theme.good(translate(NOTES.ahead({ clock })));
}

/** Parts are not broken; those that do not fit go to the next line. */
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

function stepLines(notes: SpeakerNotes, translate: Translate, theme: Theme, width: number): string[] {
  const { current, next, scene, speeches } = notes;
  const lines: string[] = [];
  const words = speechLines(speeches, translate, theme, width);
  const running = current !== undefined && current.state !== 'waiting';
  // What is said before a step stands above it, what is said behind it below.
  if (!running) lines.push(...words);
  if (current) {
    lines.push(...labelled(LABELS[current.state], current.step, translate, theme, width));
    const time = timing(current, translate);
    if (time) lines.push(current.state === 'running' ? theme.bold(time) : theme.dim(time));
    lines.push('', ...noteLines(current.step.notes, translate, theme, width), '');
  } else if (scene && notes.phase === 'playing') {
    lines.push(translate(NOTES.sceneEnds), '', ...noteLines(scene.closingNotes, translate, theme, width), '');
  } else if (scene) {
    lines.push(translate(NOTES.between), '', ...noteLines(next?.notes ?? [], translate, theme, width), '');
  }
  if (running) lines.push(...words);
  if (next) lines.push(...labelled(NOTES.next, next, translate, theme, width).map((line) => theme.dim(line)));
  return lines;
}

const LABELS = { waiting: NOTES.now, running: NOTES.running, failed: NOTES.failed };

function timing({ state, runningMs, usualMs }: CurrentStep, translate: Translate): string | undefined {
  if (usualMs === undefined) return state === 'running' ? formatClock(runningMs) : undefined;
  if (state !== 'running') return translate(NOTES.usually({ ms: usualMs }));
  const clock = formatClock(runningMs);
  const leftMs = usualMs - runningMs;
  return translate(leftMs > 0 ? NOTES.left({ clock, leftMs }) : NOTES.longer({ clock, usualMs }));
}

function noteLines(notes: readonly string[], translate: Translate, theme: Theme, width: number): string[] {
  if (notes.length === 0) return [theme.dim(translate(NOTES.noNote))];
  return notes.flatMap((note) => renderNote(note, theme, width));
}

const TAG = 9;

function speechLines(
  speeches: readonly Speech[],
  translate: Translate,
  theme: Theme,
  width: number,
): string[] {
  if (speeches.length === 0) return [];
  const lines = speeches.flatMap(({ character, mood, text }) => {
    const who = theme.name(character)(character) + (mood ? ` ${theme.dim(`(${mood})`)}` : '');
    return wrap(`${who}: ${inline(text, theme)}`, width - TAG);
  });
  const tag = theme.dim(padEnd(translate(NOTES.words), TAG));
  return [...lines.map((line, index) => `${index === 0 ? tag : ' '.repeat(TAG)}${line}`), ''];
}

function labelled(label: Text, step: Step, translate: Translate, theme: Theme, width: number): string[] {
  const tag = padEnd(translate(label), TAG);
  const name = translate(step.name);
  const { mark, text, tail } = commandParts(step);
  const lines = [name, ...`${mark} ${text}${tail}`.split('\n').slice(0, 3)];
  const shown = name === text ? lines.slice(1) : lines;
  return shown.map((line, index) => {
    const cut = truncate(line, width - tag.length);
    return `${index === 0 ? theme.dim(tag) : ' '.repeat(tag.length)}${index === 0 ? theme.bold(cut) : cut}`;
  });
}
