/** The change that a key causes: pure. */
import { focusOf } from './state.ts';
import type { Change, State, StepWait } from './state.ts';
import { answered, backToPrompt, typeRest, unchanged } from './transitions.ts';

/** Few presses, which still look like typing. */
const LETTERS_A_PRESS = 2;

export function reduceKey(state: State, key: string): Change {
  const focus = focusOf(state);
  if (!focus) return unchanged(state);
  const bound = state.bindings[focus];
  const intent = bound[key] ?? bound.any;
  switch (intent) {
    case undefined:
      return unchanged(state);
    case 'end-show':
      return { state, effects: [{ type: 'end-show' }] };
    case 'interrupt':
      return { state, effects: [{ type: 'interrupt-command' }] };
    case 'fast-forward':
      return { state: { ...state, wait: undefined }, effects: [{ type: 'fast-forward' }] };
    case 'advance':
      return answered(state, 'next', [{ type: 'clear-prompt' }]);
    case 'retry':
    case 'skip':
    case 'quit':
      return answered(state, intent, [{ type: 'clear-prompt' }]);
    case 'help':
      return openView(state, 'help');
    case 'transcript':
      return openView(state, 'transcript');
    case 'line-up':
    case 'line-down':
    case 'page-up':
    case 'page-down':
      return { state, effects: [{ type: 'scroll-view', by: intent }] };
    case 'close':
      return backToPrompt(state, [{ type: 'close-view' }]);
    case 'jump':
      return withOverlay(state, { kind: 'scenes' }, [{ type: 'open-scenes' }, { type: 'ask-scene' }]);
    case 'undo':
      return state.scene ? withOverlay(state, { kind: 'undo' }, [{ type: 'show-prompt' }]) : unchanged(state);
    case 'confirm':
      return state.scene
        ? answered(state, { goTo: state.scene.scene }, [{ type: 'clear-prompt' }])
        : unchanged(state);
    case 'cancel':
      return backToPrompt(state, [{ type: 'clear-prompt' }]);
    case 'shell':
      return openShell(state);
    case 'run':
    case 'edit':
    case 'replay':
    case 'type':
    case 'type-rest':
      return byWait(state, intent);
  }
}

/** Intents whose result depends on what the player waits for. */
function byWait(state: State, intent: 'run' | 'edit' | 'replay' | 'type' | 'type-rest'): Change {
  const { wait } = state;
  if (wait?.for === 'typing')
    return intent === 'type' ? type(state, wait.letters) : typeRest(state, wait.letters);
  if (wait?.for === 'failure')
    return wait.recorded ? answered(state, 'replay', [{ type: 'clear-prompt' }]) : unchanged(state);
  if (wait?.for !== 'step') return unchanged(state);
  if (intent === 'edit') return edit(state, wait);
  if (intent === 'replay' && !wait.recorded) return promptAgain(state, { ...wait, noRecording: true });
  const { text, written } = wait;
  const run = text === written ? 'run' : { run: text };
  return answered(state, intent === 'replay' ? 'replay' : run, [{ type: 'clear-prompt' }]);
}

function type(state: State, letters: readonly string[]): Change {
  const rest = letters.slice(LETTERS_A_PRESS);
  if (rest.length === 0) return typeRest(state, letters);
  const text = letters.slice(0, LETTERS_A_PRESS).join('');
  return {
    state: { ...state, wait: { for: 'typing', letters: rest } },
    effects: [{ type: 'write-command', text }],
  };
}

function edit(state: State, step: StepWait): Change {
  if (!step.editable) return unchanged(state);
  const wait = { ...step, noRecording: false };
  // The editor has only one line.
  if (wait.text.includes('\n')) return promptAgain(state, wait);
  const editing = { kind: 'edit', resized: false } as const;
  return withOverlay({ ...state, wait }, editing, [{ type: 'edit-command', text: wait.text }]);
}

function promptAgain(state: State, wait: StepWait): Change {
  return { state: { ...state, wait }, effects: [{ type: 'clear-prompt' }, { type: 'show-prompt' }] };
}

function openView(state: State, view: 'help' | 'transcript'): Change {
  return withOverlay(state, { kind: 'view' }, [{ type: 'open-view', view }]);
}

function openShell(state: State): Change {
  if (!state.hasShell) return unchanged(state);
  return withOverlay(state, { kind: 'shell' }, [
    { type: 'announce', what: 'shell-begins' },
    { type: 'suspend-terminal' },
    { type: 'run-shell' },
  ]);
}

function withOverlay(state: State, overlay: State['overlay'], effects: Change['effects']): Change {
  return { state: { ...state, overlay }, effects: [{ type: 'clear-prompt' }, ...effects] };
}
