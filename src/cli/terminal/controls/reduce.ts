/** The change that a key, or an event of the player, causes: pure. */
import { reduceKey } from './reduce-key.ts';
import { sceneNamed } from './scene-named.ts';
import { hasRoomForStatus } from './state.ts';
import type { Change, ControlEvent, Effect, State, Wait } from './state.ts';
import { answered, backToPrompt, leave, unchanged } from './transitions.ts';

export function reduce(state: State, event: ControlEvent): Change {
  switch (event.type) {
    case 'keys':
      return pressed(state, event.keys);
    case 'scene-started':
      return unchanged({ ...state, scene: { scene: event.scene, began: event.at } });
    case 'command-started': {
      const { interactive, at: began } = event;
      return {
        state: { ...state, command: { interactive, began } },
        effects: interactive ? [{ type: 'suspend-terminal' }] : [],
      };
    }
    case 'command-ended':
      return {
        state: { ...state, command: undefined },
        effects: state.command?.interactive ? [{ type: 'resume-terminal' }] : [],
      };
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

function asked(before: State, wait: Wait): Change {
  const state = { ...before, wait };
  if (state.ended) return leave(state);
  if (wait.for === 'fast-forward') return unchanged(state);
  if (wait.for === 'typing') return wait.letters.length === 0 ? answered(state, 'typed') : unchanged(state);
  return { state, effects: [{ type: 'show-prompt' }] };
}

function commandEdited(state: State, edited: string | undefined): Change {
  const { wait, overlay } = state;
  if (wait?.for !== 'step' || overlay?.kind !== 'edit') return unchanged(state);
  const text = edited?.trim() || wait.text;
  const effects: Effect[] = [{ type: 'write-command', text }];
  // The editor's rows were counted for the previous size of the window.
  if (overlay.resized) effects.push({ type: 'repaint' });
  return backToPrompt({ ...state, wait: { ...wait, text } }, effects);
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
  return { state, effects: overlay?.kind === 'view' ? [{ type: 'redraw-view' }] : [] };
}

function showEnded(state: State): Change {
  const { overlay } = state;
  if (overlay?.kind === 'view') return backToPrompt(state, [{ type: 'close-view' }]);
  if (overlay?.kind === 'undo') return backToPrompt(state, [{ type: 'clear-prompt' }]);
  // The line editor and the shell end by the same signal, and send an event.
  return overlay ? unchanged(state) : leave(state, [{ type: 'clear-prompt' }]);
}
