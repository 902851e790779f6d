/** The speaker's controls as pure data: events in, effects and the state out. */
import type { LoadedScene } from '../../../../src/show/index.ts';
import { keyBindings } from '../../../../src/cli/terminal/controls/key-bindings.ts';
import { defaultKeys } from '../../../../src/cli/terminal/controls/key-map.ts';
import { reduce } from '../../../../src/cli/terminal/controls/reduce.ts';
import type {
  ControlEvent,
  Effect,
  FailureWait,
  State,
  StepWait,
} from '../../../../src/cli/terminal/controls/state.ts';

function sceneOf(number: number, id: string): LoadedScene {
  const empty = { cast: [], summary: '', items: [], closingNotes: [] };
  const folder = `/talk/${id}`;
  return { ...empty, number, id, title: `The ${id}`, budgetMs: 60_000, folder, file: `${folder}/scene.md` };
}

export const ONE = sceneOf(1, 'one');
export const TWO = sceneOf(2, 'two');

export function begin(more: Partial<State> = {}, { typesByKeys = false, yes = 'y' } = {}): State {
  const keys = defaultKeys(yes);
  const bindings = keyBindings(keys, typesByKeys);
  return { keys, bindings, scenes: [ONE, TWO], hasPty: true, ended: false, ...more };
}

export const key = (...keys: string[]): ControlEvent => ({ type: 'keys', keys });
export const sceneStarted: ControlEvent = { type: 'scene-started', scene: ONE };

export function step(more: Partial<StepWait> = {}): ControlEvent {
  const text = 'echo on';
  return {
    type: 'asked',
    wait: { for: 'step', written: text, text, editable: true, recorded: false, ...more },
  };
}

export const failure = (recorded: boolean, more: Partial<FailureWait> = {}): ControlEvent => ({
  type: 'asked',
  wait: { for: 'failure', recorded, text: 'echo on', editable: true, ...more },
});
export const advance: ControlEvent = { type: 'asked', wait: { for: 'advance', text: '' } };

/** @returns the state, and what the last event led to; an effect that is its type alone as that */
export function walk(start: State, ...events: ControlEvent[]) {
  let state = start;
  let effects: Effect[] = [];
  for (const event of events) ({ state, effects } = reduce(state, event));
  const brief = effects.map((effect) => (Object.keys(effect).length === 1 ? effect.type : effect));
  return { state, effects: brief };
}
