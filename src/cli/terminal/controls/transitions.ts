/** Changes that several events have in common. */
import type { Answer, Change, Effect, State } from './state.ts';

export function unchanged(state: State): Change {
  return { state, effects: [] };
}

/** Answers the player, which continues. */
export function answered(state: State, answer: Answer, before: Effect[] = []): Change {
  return {
    state: { ...state, wait: undefined, overlay: undefined },
    effects: [...before, { type: 'answer', answer }],
  };
}

/** Removes the overlay. */
export function backToPrompt(before: State, effects: Effect[]): Change {
  const state = { ...before, overlay: undefined };
  return state.ended ? leave(state, effects) : { state, effects: [...effects, { type: 'show-prompt' }] };
}

/** Ends the wait because the show is over. */
export function leave(state: State, before: Effect[] = []): Change {
  const { wait } = state;
  if (!wait) return unchanged(state);
  if (wait.for === 'fast-forward')
    return { state: { ...state, wait: undefined }, effects: [{ type: 'fast-forward' }] };
  if (wait.for === 'typing') return typeRest(state, wait.letters);
  return answered(state, 'quit', before);
}

export function typeRest(state: State, letters: readonly string[]): Change {
  return answered(state, 'typed', [{ type: 'write-command', text: letters.join('') }]);
}
