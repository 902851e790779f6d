/** The key bindings of each focus: only data. */
import type { Scroll } from '../screen/viewer.ts';
import type { KeyIntent, KeyMap } from './key-map.ts';

/** What the keys control: an overlay, the prompt, or the work in progress. */
export type Focus =
  | 'idle'
  | 'command'
  | 'fast-forward'
  | 'typing'
  | 'send'
  | 'advance'
  | 'step'
  | 'failure'
  | 'view'
  | 'undo'
  | 'blank';

export type Intent =
  | 'end-show'
  | 'interrupt'
  | 'fast-forward'
  | 'type'
  | 'type-rest'
  | 'advance'
  | 'run'
  | 'by-hand'
  | 'retry'
  | 'replay'
  | 'skip'
  | 'edit'
  | 'help'
  | 'transcript'
  | 'diff'
  | 'jump'
  | 'undo'
  | 'shell'
  | 'blank'
  | 'unblank'
  | 'quit'
  | 'confirm'
  | 'cancel'
  | 'close'
  | Scroll;

/** By the name of the key, as `decodeKeys` gives it; `any` is every other key. Keys without a binding do nothing. */
export type KeyBindings = Record<Focus, Readonly<Record<string, Intent | undefined>>>;

/** @param typesByKeys whether the speaker types commands by pressing arbitrary keys */
export function keyBindings(map: KeyMap, typesByKeys: boolean): KeyBindings {
  const bind = (intents: Partial<Record<KeyIntent, Intent>>) =>
    Object.entries(intents).flatMap(([name, intent]) =>
      map[name as KeyIntent].map((key): [string, Intent] => [key, intent]),
    );
  const blank = bind({ blank: 'blank' });
  const views = [...bind({ help: 'help', back: 'transcript', diff: 'diff' }), ...blank];
  /** While the player waits for a decision. */
  const everywhere = [...views, ...bind({ jump: 'jump', undo: 'undo', shell: 'shell', quit: 'quit' })];
  const byHand = bind({ 'by-hand': 'by-hand' });
  // Arbitrary keys are the space bar, letters and signs: whatever is typed.
  const noLetters = map.next.filter((key) => key !== 'space' && key.length > 1);
  const afterTyping = noLetters.length > 0 ? noLetters : ['enter'];
  const next = typesByKeys ? afterTyping : map.next;
  const table = (ctrlC: Intent, ...entries: [string, Intent][]) =>
    Object.fromEntries<Intent>([...entries, ['ctrl-c', ctrlC]]);
  return {
    idle: table('end-show', ...blank),
    command: table('interrupt', ...blank),
    'fast-forward': table('fast-forward', ...bind({ next: 'fast-forward' }), ...blank),
    typing: { ...table('type-rest', ...each(afterTyping, 'type-rest')), any: 'type' },
    advance: table('quit', ...everywhere, ...bind({ next: 'advance' })),
    // The command runs.
    send: table('interrupt', ...views, ...each(next, 'advance'), ...byHand),
    step: table(
      'quit',
      ...everywhere,
      ...each(next, 'run'),
      ...byHand,
      ...bind({ replay: 'replay', skip: 'skip', edit: 'edit' }),
    ),
    failure: table(
      'quit',
      ...everywhere,
      ...bind({ retry: 'retry', replay: 'replay', skip: 'skip', edit: 'edit' }),
    ),
    view: table(
      'close',
      ...bind({ 'line-up': 'line-up', 'line-down': 'line-down', 'page-up': 'page-up' }),
      ...bind({ 'page-down': 'page-down', close: 'close' }),
    ),
    undo: table('cancel', ...bind({ yes: 'confirm', no: 'cancel' })),
    blank: { any: 'unblank' },
  };
}

function each(keys: readonly string[], intent: Intent): [string, Intent][] {
  return keys.map((key) => [key, intent]);
}
