/** The speaker's view as lines that fit the terminal; the most important are first. */
import { plainText } from '../../../show/index.ts';
import { NOTES } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { padEnd, printable, truncate, wrap } from '../../terminal/output/output.ts';
import type { Theme } from '../../terminal/output/output.ts';
import { inline } from '../../terminal/output/inline.ts';
import { renderNote } from '../../terminal/output/blocks.ts';
import type { Snapshot } from './observe.ts';
import { outlineOf } from './outline.ts';
import type { Clock, Part, ShownStep } from './outline.ts';

interface Size {
  columns: number;
  rows: number;
}

export function renderNotes(snapshot: Snapshot, translate: Translate, theme: Theme, size: Size): string[] {
  const width = Math.max(20, Math.min(size.columns - 4, 100));
  const lines = outlineOf(snapshot, translate).flatMap((part, index) => [
    ...(index > 0 ? [''] : []),
    ...render(part, theme, width),
  ]);
  const fitting = lines.slice(0, size.rows - 2).map((line) => `  ${line}`);
  const footer = Number.isFinite(size.rows)
    ? ['', `  ${theme.dim(truncate(translate(NOTES.quit), size.columns - 3))}`]
    : [];
  return [...fitting, ...footer];
}

function render(part: Part, theme: Theme, width: number): string[] {
  switch (part.kind) {
    case 'problem':
      return wrap(part.text, width).map((line) => theme.bad(line));
    case 'status':
      return wrap(part.text, width);
    case 'remark':
      return wrap(part.text, width).map((line) => theme.dim(line));
    case 'heading':
      return heading(part, theme, width);
    case 'words':
      return words(part, theme, width);
    case 'step': {
      const lines = labelled(part, theme, width);
      const { state, time } = part;
      return time ? [...lines, state === 'running' ? theme.bold(time) : theme.dim(time)] : lines;
    }
    case 'notes':
      if (part.notes.length === 0) return [theme.dim(part.none)];
      return part.notes.flatMap((note) => renderNote(note, theme, width));
    case 'next':
      return labelled(part, theme, width).map((line) => theme.dim(line));
  }
}

function heading(
  { number, title, clocks }: Extract<Part, { kind: 'heading' }>,
  theme: Theme,
  width: number,
): string[] {
  const first = title === undefined ? [] : [theme.bold(truncate(`${number} ${title}`, width))];
  return [
    ...first,
    ...wrapParts(
      clocks.map((each) => coloured(each, theme)),
      width,
    ),
  ];
}

function coloured({ text, tone }: Clock, theme: Theme): string {
  if (tone === 'late') return theme.warn(text);
  return tone === 'good' ? theme.good(text) : text;
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

const TAG = 9;

function words(
  { label, speeches, said }: Extract<Part, { kind: 'words' }>,
  theme: Theme,
  width: number,
): string[] {
  const lines = speeches.flatMap(({ character, mood, text }, index) => {
    if (index < said) {
      const past = printable(`${character}: ${plainText(text)}`);
      return wrap(past, width - TAG).map((line) => theme.dim(line));
    }
    const who = theme.name(character)(character) + (mood ? ` ${theme.dim(`(${mood})`)}` : '');
    return wrap(`${who}: ${inline(text, theme)}`, width - TAG);
  });
  const tag = theme.dim(padEnd(label, TAG));
  return lines.map((line, index) => `${index === 0 ? tag : ' '.repeat(TAG)}${line}`);
}

function labelled({ label, name, mark, command, tail }: ShownStep, theme: Theme, width: number): string[] {
  const tag = padEnd(label, TAG);
  const lines = [name, ...`${mark} ${command}${tail}`.split('\n').slice(0, 3)];
  const shown = name === command ? lines.slice(1) : lines;
  return shown.map((line, index) => {
    const cut = truncate(line, width - tag.length);
    return `${index === 0 ? theme.dim(tag) : ' '.repeat(tag.length)}${index === 0 ? theme.bold(cut) : cut}`;
  });
}
