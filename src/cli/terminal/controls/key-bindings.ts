/** The key bindings of each focus: only data. */
import type { Scroll } from '../screen/viewer.ts';

/** What the keys control: an overlay, the prompt, or the work in progress. */
export type Focus =
  'idle' | 'command' | 'fast-forward' | 'typing' | 'advance' | 'step' | 'failure' | 'view' | 'undo';

export type Intent =
  | 'end-show'
  | 'interrupt'
  | 'fast-forward'
  | 'type'
  | 'type-rest'
  | 'advance'
  | 'run'
  | 'retry'
  | 'replay'
  | 'skip'
  | 'edit'
  | 'help'
  | 'transcript'
  | 'jump'
  | 'undo'
  | 'shell'
  | 'quit'
  | 'confirm'
  | 'cancel'
  | 'close'
  | Scroll;

/** By the name of the key, as `decodeKeys` gives it; `any` is every other key. Keys without a binding do nothing. */
export type KeyBindings = Record<Focus, Readonly<Record<string, Intent | undefined>>>;

export interface KeySettings {
  /** Whether the speaker types commands by pressing arbitrary keys. */
  typesByKeys: boolean;
  /** The key for yes, in the speaker's language. */
  yes: string;
}

/** Only these advance: a key pressed by accident starts nothing. */
const ADVANCE = ['enter', 'space', 'right'];

/** While the player waits for a decision. */
const EVERYWHERE: KeyBindings[Focus] = {
  '?': 'help',
  h: 'help',
  b: 'transcript',
  left: 'transcript',
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
    'fast-forward': { ...keys(ADVANCE, 'fast-forward'), 'ctrl-c': 'fast-forward' },
    typing: { ...keys(['enter', 'right', 'ctrl-c'], 'type-rest'), any: 'type' },
    advance: { ...EVERYWHERE, ...keys(ADVANCE, 'advance') },
    step: {
      ...EVERYWHERE,
      // Pressing arbitrary keys includes the space bar.
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
