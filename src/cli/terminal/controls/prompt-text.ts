import type { Say } from '../../language/index.ts';
import type { Theme } from '../output/output.ts';
import type { State } from './state.ts';

const RUN = ' ↵ ';

/** What stands behind the cursor while the show waits. */
export interface PromptText {
  plain: string;
  styled: string;
}

export function promptText({ overlay, wait, scene }: State, say: Say, theme: Theme): PromptText {
  if (overlay?.kind === 'undo' && scene) {
    const plain = `  ${say('undo.ask', { id: scene.scene.id })} `;
    return { plain, styled: theme.bold(plain) };
  }
  if (wait?.for === 'failure') return choices(wait.recorded, say, theme);
  const plain =
    wait?.for === 'advance'
      ? wait.hint
      : wait?.for === 'step' && wait.noRecording
        ? `  ${say('replay.none')}${RUN}`
        : RUN;
  return { plain, styled: theme.dim(plain) };
}

function choices(recorded: boolean, say: Say, theme: Theme): PromptText {
  const texts = (['retry', ...(recorded ? ['replay'] : []), 'skip', 'help', 'quit'] as 'retry'[]).map(
    (choice) => say(`failed.${choice}`),
  );
  return {
    plain: `  ${texts.join('  ')} `,
    styled: `  ${texts.map((text) => theme.bold(text[0]!) + theme.dim(text.slice(1))).join('  ')} `,
  };
}
