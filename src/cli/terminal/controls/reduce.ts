/** The change that a key, or an event of the player, causes: pure. */
import { reduceKey } from './reduce-key.ts';
import { sceneNamed } from './scene-named.ts';
import { hasRoomForStatus } from './state.ts';
import type { Change, ControlEvent, Effect, KeysOf, State, Wait } from './state.ts';
import { answered, backToPrompt, leave, unchanged } from './transitions.ts';

export function reduce(state: State, event: ControlEvent): Change {
  switch (event.type) {
    case 'keys':
      return pressed(state, event.keys);
    case 'scene-started':
      return unchanged({ ...state, scene: event.scene });
    case 'diff-shown':
      return unchanged({ ...state, diff: event.diff });
    case 'command-started':
      return commandStarted(state, event.byHand, event.at);
    case 'taken-over':
      return takenOver(state);
    case 'command-ended':
      return commandEnded(state);
    case 'send-over':
      return sendOver(state);
    case 'asked':
      return asked(state, event.wait);
    case 'work-ended':
      return unchanged(state.wait?.for === 'fast-forward' ? { ...state, wait: undefined } : state);
    case 'command-edited':
      return commandEdited(state, event.text);
    case 'scene-named':
      return sceneChosen(state, event.name?.trim() ?? '');
    case 'shell-ended':
      return shellEnded(state, event.failed);
    case 'view-read':
      return state.overlay?.kind === 'view'
        ? backToPrompt(state, [{ type: 'close-view' }])
        : unchanged(state);
    case 'resized':
      return resized(state);
    case 'tick':
      return { state, effects: hasRoomForStatus(state) ? [{ type: 'show-status' }] : [] };
    case 'show-ended':
      return showEnded({ ...state, ended: true });
  }
}

/** Of keys that arrive together only the first with an effect counts, and Ctrl-C: an unmarked paste does one thing. */
function pressed(before: State, keys: readonly string[]): Change {
  let state = before;
  const effects: Effect[] = [];
  for (const key of keys) {
    if (effects.length > 0 && key !== 'ctrl-c') continue;
    const change = reduceKey(state, key);
    state = change.state;
    effects.push(...change.effects);
  }
  return { state, effects };
}

function commandEnded({ command, ...state }: State): Change {
  const effects: Record<KeysOf, Effect[]> = {
    show: [],
    command: [{ type: 'keep-keys' }],
    terminal: [{ type: 'resume-terminal' }],
  };
  return { state: { ...state, command: undefined }, effects: effects[command?.keys ?? 'show'] };
}

function sendOver(state: State): Change {
  const { wait, overlay } = state;
  if (wait?.for !== 'send') return unchanged(state);
  return answered(state, 'next', [{ type: overlay?.kind === 'view' ? 'close-view' : 'clear-prompt' }]);
}

function asked(before: State, wait: Wait): Change {
  const state = { ...before, wait };
  if (state.ended) return leave(state);
  if (wait.for === 'fast-forward') return unchanged(state);
  if (wait.for === 'typing') return wait.letters.length === 0 ? answered(state, 'typed') : unchanged(state);
  return { state, effects: [{ type: 'show-prompt' }] };
}

function commandStarted(before: State, byHand: boolean, began: number): Change {
  const state = { ...before, command: { keys: byHand ? 'terminal' : 'show', began } as const };
  return byHand ? visible(state, [{ type: 'suspend-terminal' }]) : unchanged(state);
}

function takenOver(state: State): Change {
  const { command } = state;
  if (command?.keys !== 'show') return unchanged(state);
  return visible({ ...state, command: { ...command, keys: 'command' } }, [{ type: 'forward-keys' }]);
}

/** What takes the keys is to be seen: no key would end a blank screen. */
function visible(state: State, effects: Effect[]): Change {
  return state.overlay?.kind === 'blank'
    ? { state: { ...state, overlay: undefined }, effects: [{ type: 'restore-screen' }, ...effects] }
    : { state, effects };
}

function commandEdited(state: State, edited: string | undefined): Change {
  const { wait, overlay } = state;
  if (overlay?.kind !== 'edit' || (wait?.for !== 'step' && wait?.for !== 'failure')) return unchanged(state);
  const text = edited?.trim() || undefined;
  const write: Effect[] = [{ type: 'write-command', text: text ?? wait.text }];
  // The editor's rows were counted for the previous size of the window.
  const repaint: Effect[] = overlay.resized ? [{ type: 'repaint' }] : [];
  if (wait.for === 'failure') {
    if (text === undefined) return backToPrompt(state, repaint);
    return text === wait.text
      ? answered(state, 'retry', repaint)
      : answered(state, { run: text }, [...write, ...repaint]);
  }
  const next = { ...state, wait: { ...wait, text: text ?? wait.text } };
  if (!overlay.lines) return backToPrompt(next, [...write, ...repaint]);
  // An editor of several lines leaves the command where it was shown.
  return backToPrompt(next, next.wait.text === wait.text ? [] : [{ type: 'end-line' }, ...write]);
}

function sceneChosen(state: State, name: string): Change {
  if (state.overlay?.kind !== 'scenes') return unchanged(state);
  if (name === '' || state.ended) return backToPrompt(state, [{ type: 'close-scenes' }]);
  const scene = sceneNamed(name, state.scenes);
  return scene
    ? answered(state, { goTo: scene }, [{ type: 'close-scenes' }])
    : { state: { ...state, overlay: { kind: 'scenes', unknown: name } }, effects: [{ type: 'ask-scene' }] };
}

function shellEnded(state: State, failed: boolean): Change {
  const effects: Effect[] = [{ type: 'resume-terminal' }];
  if (failed) effects.push({ type: 'announce', what: 'shell-failed' });
  effects.push({ type: 'announce', what: 'shell-ends' });
  if (state.wait?.for === 'step') effects.push({ type: 'write-command', text: state.wait.text });
  return backToPrompt(state, effects);
}

function resized(state: State): Change {
  const { overlay } = state;
  if (overlay?.kind === 'edit') return unchanged({ ...state, overlay: { ...overlay, resized: true } });
  if (overlay?.kind === 'blank') return { state, effects: [{ type: 'redraw-blank' }] };
  return { state, effects: overlay?.kind === 'view' ? [{ type: 'redraw-view' }] : [] };
}

function showEnded(state: State): Change {
  const { overlay } = state;
  if (overlay?.kind === 'view') return backToPrompt(state, [{ type: 'close-view' }]);
  if (overlay?.kind === 'undo') return backToPrompt(state, [{ type: 'clear-prompt' }]);
  if (overlay?.kind === 'blank') {
    const left = leave({ ...state, overlay: undefined }, [{ type: 'clear-prompt' }]);
    return { ...left, effects: [{ type: 'restore-screen' }, ...left.effects] };
  }
  // The line editor and the shell end by the same signal, and send an event.
  return overlay ? unchanged(state) : leave(state, [{ type: 'clear-prompt' }]);
}
