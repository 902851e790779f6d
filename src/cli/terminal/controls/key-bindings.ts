/** Which key means what, where: data alone. */
import type { Scroll } from '../screen/viewer.ts';

/** Who gets the keys: what lies over the prompt, or the prompt, or what is at work. */
export type Focus =
  'idle' | 'command' | 'hurry' | 'typing' | 'advance' | 'step' | 'failure' | 'view' | 'undo';

export type Intent =
  | 'end-show'
  | 'interrupt'
  | 'hurry'
  | 'type'
  | 'type-rest'
  | 'advance'
  | 'run'
  | 'retry'
  | 'replay'
  | 'skip'
  | 'edit'
  | 'help'
  | 'look-back'
  | 'jump'
  | 'undo'
  | 'shell'
  | 'quit'
  | 'confirm'
  | 'cancel'
  | 'close'
  | Scroll;

/** By the name of the key, as `decodeKeys` gives it; `any` is every other. A key that is not here does nothing. */
export type KeyBindings = Record<Focus, Readonly<Record<string, Intent | undefined>>>;

export interface KeySettings {
  /** Whether the speaker types commands by hitting keys at random. */
  typesByKeys: boolean;
  /** The key that says yes, in the speaker's language. */
  yes: string;
}

/** Only these go on: a cat on the keyboard starts nothing. */
const ADVANCE = ['enter', 'space', 'right'];

/** Wherever the show waits for a decision. */
const EVERYWHERE: KeyBindings[Focus] = {
  '?': 'help',
  h: 'help',
  b: 'look-back',
  left: 'look-back',
  g: 'jump',
  u: 'undo',
  '!': 'shell',
  q: 'quit',
  'ctrl-c': 'quit',
};

const VIEW: KeyBindings[Focus] = {
  up: 'line-up',
  left: 'page-up',
  b: 'page-up',
  pageup: 'page-up',
  down: 'line-down',
  right: 'page-down',
  space: 'page-down',
  pagedown: 'page-down',
  enter: 'close',
  escape: 'close',
  q: 'close',
  'ctrl-c': 'close',
};

export function keyBindings({ typesByKeys, yes }: KeySettings): KeyBindings {
  return {
    idle: { 'ctrl-c': 'end-show' },
    command: { 'ctrl-c': 'interrupt' },
    hurry: { ...keys(ADVANCE, 'hurry'), 'ctrl-c': 'hurry' },
    typing: { ...keys(['enter', 'right', 'ctrl-c'], 'type-rest'), any: 'type' },
    advance: { ...EVERYWHERE, ...keys(ADVANCE, 'advance') },
    step: {
      ...EVERYWHERE,
      // Who types by hitting the keyboard at random hits the space bar too.
      ...keys(typesByKeys ? ['enter', 'right'] : ADVANCE, 'run'),
      p: 'replay',
      s: 'skip',
      e: 'edit',
    },
    failure: { ...EVERYWHERE, r: 'retry', p: 'replay', s: 'skip' },
    view: VIEW,
    undo: { ...keys(['n', 'escape', 'q', 'ctrl-c'], 'cancel'), [yes]: 'confirm' },
  };
}

function keys(names: readonly string[], intent: Intent): Record<string, Intent> {
  return Object.fromEntries(names.map((name) => [name, intent]));
}
