/** A scene's items as lines of text: the same on stage and in the printed script. */
import type { Item, Step } from '../../../show/index.ts';
import { chop, columnsOf, padEnd, textWidth, visibleLength, wrap } from '../output/output.ts';
import type { Out, Style, Theme } from '../output/output.ts';
import { inline } from '../output/inline.ts';

const INDENT = '  ';
/** From this width on, the words stand beside the name. */
const SIDE_BY_SIDE = 60;
const TAG = 12;

export function renderItem(item: Exclude<Item, { kind: 'step' }>, theme: Theme, out: Out): string[] {
  const width = textWidth(out);
  switch (item.kind) {
    case 'heading':
      return wrap(item.text, width).map((line) => `${INDENT}${theme.heading(line)}`);
    case 'speech':
      return speech(item, theme, out);
    case 'direction':
      return wrap(inline(item.text, theme), width).map((line) => `${INDENT}${theme.dim(theme.italic(line))}`);
    case 'list':
      return item.items.flatMap((text) =>
        wrap(inline(text, theme), width - 2).map(
          (line, index) => `${INDENT}${index === 0 ? '• ' : '  '}${line}`,
        ),
      );
    case 'code':
      return item.text
        .split('\n')
        .map((line) => `${INDENT}${INDENT}${highlight(line, item.language, theme)}`);
  }
}

function speech(item: Extract<Item, { kind: 'speech' }>, theme: Theme, out: Out): string[] {
  const tag = theme.name(item.character)(item.character);
  const mood = item.mood ? theme.dim(theme.italic(`(${item.mood}) `)) : '';
  const text = mood + inline(item.text, theme);
  const beside = columnsOf(out) >= SIDE_BY_SIDE && visibleLength(item.character) < TAG;
  if (!beside) return [`${INDENT}${tag}`, ...wrap(text, textWidth(out)).map((line) => `${INDENT}${line}`)];
  return wrap(text, textWidth(out) - TAG).map(
    (line, index) => `${INDENT}${index === 0 ? padEnd(tag, TAG) : ' '.repeat(TAG)}${line}`,
  );
}

/** Comments step back; the rest is left as it is: slides need little. */
function highlight(line: string, language: string, theme: Theme): string {
  if (language === 'diff') return diffLine(line, theme);
  return /^\s*(\/\/|#|\*|\/\*)/.test(line) ? theme.dim(line) : line;
}

function diffLine(line: string, theme: Theme): string {
  return diffStyle(line, theme)(line);
}

function diffStyle(line: string, theme: Theme): Style {
  if (/^(diff|index|---|\+\+\+|new file|deleted file|similarity|rename|@@)/.test(line)) return theme.dim;
  if (line.startsWith('+')) return theme.good;
  return line.startsWith('-') ? theme.bad : (text) => text;
}

/** A diff behind the line that outputs stand behind. */
export function renderDiff(diff: string, theme: Theme, out: Out): string[] {
  const width = out.isTTY ? Math.max(10, columnsOf(out) - 5) : Number.POSITIVE_INFINITY;
  return diff
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const style = diffStyle(line, theme);
      return chop(line, width).map((row) => `${INDENT}${theme.dim('│')} ${style(row)}`);
    });
}

/** A step as it is typed: a mark before it, the text, and what stands after it. */
export function commandParts(step: Step): { mark: string; text: string; tail: string } {
  if (step.kind === 'fix') return { mark: '±', text: `git apply ${step.patch}`, tail: '' };
  if (step.kind === 'stop') return { mark: '■', text: `stop ${step.background}`, tail: '' };
  return { mark: '$', text: step.command, tail: step.background ? ' &' : '' };
}

export function renderCommand(step: Step, theme: Theme): string[] {
  const { mark, text, tail } = commandParts(step);
  const lines = text
    .split('\n')
    .map((line, index) => `${INDENT}${theme.dim(index === 0 ? mark : '>')} ${theme.bold(line)}`);
  return [...lines.slice(0, -1), lines.at(-1)! + theme.dim(tail)];
}
