/** The change that a key causes: pure. */
import { focusOf } from './state.ts';
import type { Change, FailureWait, State, StepWait, View } from './state.ts';
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
    case 'diff':
      return state.diff === undefined ? unchanged(state) : openView(state, 'diff');
    case 'blank':
      return { state: { ...state, overlay: { kind: 'blank' } }, effects: [{ type: 'blank-screen' }] };
    case 'unblank':
      return { state: { ...state, overlay: undefined }, effects: [{ type: 'restore-screen' }] };
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
        ? answered(state, { goTo: state.scene }, [{ type: 'clear-prompt' }])
        : unchanged(state);
    case 'cancel':
      return backToPrompt(state, [{ type: 'clear-prompt' }]);
    case 'shell':
      return openShell(state);
    case 'by-hand':
      return byHand(state);
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
  if (wait?.for === 'failure' && intent === 'edit') return edit(state, wait);
  if (wait?.for === 'failure')
    return wait.recorded ? answered(state, 'replay', [{ type: 'clear-prompt' }]) : unchanged(state);
  if (wait?.for !== 'step') return unchanged(state);
  if (intent === 'edit') return edit(state, wait);
  if (intent === 'replay' && !wait.recorded) return promptAgain(state, { ...wait, noRecording: true });
  const { text, written } = wait;
  const run = text === written ? 'run' : { run: text };
  return answered(state, intent === 'replay' ? 'replay' : run, [{ type: 'clear-prompt' }]);
}

/** The speaker types, not the script; an edited command has only its script. */
function byHand(state: State): Change {
  const { wait } = state;
  const may = wait?.for === 'send' || (wait?.for === 'step' && wait.scripted && wait.text === wait.written);
  return may ? answered(state, 'type', [{ type: 'clear-prompt' }]) : unchanged(state);
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

function edit(state: State, asked: StepWait | FailureWait): Change {
  const { editable, text } = asked;
  if (!editable) return unchanged(state);
  const wait = asked.for === 'step' ? { ...asked, noRecording: false } : asked;
  const lines = text.includes('\n');
  return withOverlay({ ...state, wait }, { kind: 'edit', lines, resized: false }, [
    { type: 'edit-command', text, lines, runs: wait.for === 'failure' },
  ]);
}

function promptAgain(state: State, wait: StepWait): Change {
  return { state: { ...state, wait }, effects: [{ type: 'clear-prompt' }, { type: 'show-prompt' }] };
}

function openView(state: State, view: View): Change {
  return withOverlay(state, { kind: 'view' }, [{ type: 'open-view', view }]);
}

function openShell(state: State): Change {
  if (!state.hasPty) return unchanged(state);
  return withOverlay(state, { kind: 'shell' }, [
    { type: 'announce', what: 'shell-begins' },
    { type: 'suspend-terminal' },
    { type: 'run-shell' },
  ]);
}

function withOverlay(state: State, overlay: State['overlay'], effects: Change['effects']): Change {
  return { state: { ...state, overlay }, effects: [{ type: 'clear-prompt' }, ...effects] };
}
