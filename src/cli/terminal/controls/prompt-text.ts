import { KEYS } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import type { Theme } from '../output/output.ts';
import type { State } from './state.ts';

const RUN = ' ↵ ';

/** The text after the cursor while the player waits. */
export interface PromptText {
  plain: string;
  styled: string;
}

export function promptText({ overlay, wait, scene }: State, translate: Translate, theme: Theme): PromptText {
  if (overlay?.kind === 'undo' && scene) {
    const plain = `  ${translate(KEYS.askUndo({ scene: scene.scene.id }))} `;
    return { plain, styled: theme.bold(plain) };
  }
  if (wait?.for === 'failure') return choices(wait.recorded, translate, theme);
  const plain =
    wait?.for === 'advance'
      ? wait.hint
      : wait?.for === 'step' && wait.noRecording
        ? `  ${translate(KEYS.noRecording)}${RUN}`
        : RUN;
  return { plain, styled: theme.dim(plain) };
}

function choices(recorded: boolean, translate: Translate, theme: Theme): PromptText {
  const replay = recorded ? [KEYS.askReplay] : [];
  const texts = [KEYS.askRetry, ...replay, KEYS.askSkip, KEYS.askHelp, KEYS.askQuit].map(translate);
  return {
    plain: `  ${texts.join('  ')} `,
    styled: `  ${texts.map((text) => theme.bold(text[0]!) + theme.dim(text.slice(1))).join('  ')} `,
  };
}
