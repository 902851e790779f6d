/** Which keys mean what: as it is without `keys.yaml`, and how it is told to a person. */
import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { keyLabel } from '../input/key-names.ts';

/** A key means one thing in each place: where the show waits, in a view, and where a question is asked. */
export type Place = 'prompt' | 'view' | 'question';

const DEFAULTS = {
  prompt: {
    next: ['enter', 'space', 'right', 'pagedown'],
    back: ['b', 'left', 'pageup'],
    'by-hand': ['t'],
    edit: ['e'],
    replay: ['p'],
    skip: ['s'],
    retry: ['r'],
    diff: ['d'],
    jump: ['g'],
    undo: ['u'],
    shell: ['!'],
    blank: ['.'],
    help: ['?', 'h'],
    quit: ['q'],
  },
  view: {
    'line-up': ['up'],
    'line-down': ['down'],
    'page-up': ['pageup', 'left', 'b'],
    'page-down': ['pagedown', 'right', 'space'],
    close: ['enter', 'escape', 'q'],
  },
  question: {
    yes: [] as string[],
    no: ['n', 'escape', 'q'],
  },
} satisfies Record<Place, Record<string, string[]>>;

/** A name in `keys.yaml`. */
export type KeyIntent = { [P in Place]: keyof (typeof DEFAULTS)[P] }[Place];

/** The keys of each, by their names; the first one is told where there is room for one. */
export type KeyMap = Readonly<Record<KeyIntent, readonly string[]>>;

/** Without them nobody gets on, or out. */
export const INDISPENSABLE: readonly string[] = ['next', 'yes', 'no'];

/** These always end something, and suspend. */
export const FIXED = ['ctrl-c', 'ctrl-z'];

/** @param yes the key for yes, in the speaker's language */
export function defaultKeys(yes: string): KeyMap {
  return { ...DEFAULTS.prompt, ...DEFAULTS.view, ...DEFAULTS.question, yes: [yes] };
}

export function placeOf(intent: KeyIntent): Place {
  const places = Object.keys(DEFAULTS) as Place[];
  return places.find((place) => intent in DEFAULTS[place])!;
}

/** What to press for it; undefined if no key is bound to it. */
export function labelOf(keys: KeyMap, intent: KeyIntent, translate: Translate): string | undefined {
  const [first] = keys[intent];
  return first === undefined ? undefined : keyLabel(first, translate);
}

/** The sign for going on, which is also shown behind a command. */
export function nextSign(keys: KeyMap, translate: Translate): string {
  return keys.next.includes('enter') ? '↵' : (labelOf(keys, 'next', translate) ?? '');
}

export function yesKey(translate: Translate): string {
  return translate(KEYS.yes);
}
