/** What the speaker's view has, from top to bottom, whether a terminal or a browser shows it: pure. */
import { formatClock } from '../../terminal/output/clock.ts';
import type { CurrentStep, SpeakerNotes, Speech, Step } from '../../../show/index.ts';
import { NOTES, STAGE } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { commandParts } from '../../terminal/player/command-line.ts';
import type { Snapshot } from './observe.ts';

export interface Clock {
  text: string;
  tone: 'plain' | 'good' | 'late';
  /** How much of the budget is used, from 0. */
  used?: number;
}

export interface ShownStep {
  label: string;
  name: string;
  mark: string;
  command: string;
  tail: string;
}

export type Part =
  /** `remark`: less important than a `status`. */
  | { kind: 'problem' | 'status' | 'remark'; text: string }
  | { kind: 'heading'; number?: string; title?: string; clocks: Clock[] }
  /** So many of the speeches have been said. */
  | { kind: 'words'; label: string; speeches: readonly Speech[]; said: number }
  | ({ kind: 'step'; state: CurrentStep['state']; time?: string } & ShownStep)
  | { kind: 'notes'; notes: readonly string[]; none: string }
  | ({ kind: 'next' } & ShownStep);

export function outlineOf(
  { notes, sceneCount, playing, problem }: Snapshot,
  translate: Translate,
): readonly Part[] {
  const told = (kind: 'problem' | 'status' | 'remark', text: Text): Part => ({ kind, text: translate(text) });
  const above = problem === undefined ? [] : [told('problem', NOTES.unread({ why: problem }))];
  const { phase, chosen, stateLost } = notes;
  if (phase === 'none') return [...above, told('status', NOTES.noTalk)];
  return [
    ...above,
    headingOf(notes, sceneCount, translate),
    ...(phase === 'over' ? [told('status', NOTES.over)] : playing ? [] : [told('remark', NOTES.noPlayer)]),
    ...(chosen === undefined ? [] : [told('remark', STAGE.chosen(chosen))]),
    ...(stateLost === undefined ? [] : [told('remark', NOTES.stateLost({ why: stateLost }))]),
    ...present(notes, translate),
  ];
}

function headingOf(notes: SpeakerNotes, count: number, translate: Translate): Part {
  const { scene, phase, sceneMs, talkMs, talkBudgetMs, behindMs } = notes;
  const clocks = [
    ...(scene && phase === 'playing' ? [clock(NOTES.sceneClock, sceneMs, scene.budgetMs, translate)] : []),
    clock(NOTES.talkClock, talkMs, talkBudgetMs, translate),
    delay(behindMs, translate),
  ];
  const title = scene ? { number: `${scene.number}/${count}`, title: scene.title } : {};
  return { kind: 'heading', ...title, clocks };
}

function clock(
  wording: (clocks: { clock: string; budget: string }) => Text,
  ms: number,
  budgetMs: number,
  translate: Translate,
): Clock {
  const text = translate(wording({ clock: formatClock(ms), budget: formatClock(budgetMs) }));
  return { text, tone: ms > budgetMs ? 'late' : 'plain', used: budgetMs > 0 ? ms / budgetMs : 0 };
}

function delay(behindMs: number, translate: Translate): Clock {
  const away = { clock: formatClock(Math.abs(behindMs)) };
  if (Math.abs(behindMs) < 1_000) return { text: translate(NOTES.onTime), tone: 'good' };
  return behindMs > 0
    ? { text: translate(NOTES.behind(away)), tone: 'late' }
    : { text: translate(NOTES.ahead(away)), tone: 'good' };
}

/** What is said before a step stands above it, what is said behind it below. */
function present(notes: SpeakerNotes, translate: Translate): Part[] {
  const { current, next, speeches, said } = notes;
  const words: Part[] =
    speeches.length > 0 ? [{ kind: 'words', label: translate(NOTES.words), speeches, said }] : [];
  const step = stepParts(notes, translate);
  const running = current !== undefined && current.state !== 'waiting';
  return [
    ...(running ? [...step, ...words] : [...words, ...step]),
    ...(next ? [{ kind: 'next' as const, ...shown(NOTES.next, next, translate) }] : []),
  ];
}

const LABELS = { waiting: NOTES.now, running: NOTES.running, failed: NOTES.failed };

function stepParts({ current, scene, phase, next }: SpeakerNotes, translate: Translate): Part[] {
  const noted = (notes: readonly string[]): Part => ({ kind: 'notes', notes, none: translate(NOTES.noNote) });
  if (current) {
    const { state, step } = current;
    const time = timing(current, translate);
    return [
      { kind: 'step', state, ...(time ? { time } : {}), ...shown(LABELS[state], step, translate) },
      noted(step.notes),
    ];
  }
  if (!scene) return [];
  return phase === 'playing'
    ? [{ kind: 'status', text: translate(NOTES.sceneEnds) }, noted(scene.closingNotes)]
    : [{ kind: 'status', text: translate(NOTES.between) }, noted(next?.notes ?? [])];
}

function timing({ state, runningMs, usualMs }: CurrentStep, translate: Translate): string | undefined {
  if (usualMs === undefined) return state === 'running' ? formatClock(runningMs) : undefined;
  if (state !== 'running') return translate(NOTES.usually({ ms: usualMs }));
  const running = formatClock(runningMs);
  const leftMs = usualMs - runningMs;
  return translate(
    leftMs > 0 ? NOTES.left({ clock: running, leftMs }) : NOTES.longer({ clock: running, usualMs }),
  );
}

function shown(label: Text, step: Step, translate: Translate): ShownStep {
  const { mark, text, tail } = commandParts(step);
  return { label: translate(label), name: translate(step.name), mark, command: text, tail };
}
