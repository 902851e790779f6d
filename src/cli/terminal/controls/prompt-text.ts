import { KEYS } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import type { Theme } from '../output/output.ts';
import { labelOf, nextSign } from './key-map.ts';
import type { KeyIntent, KeyMap } from './key-map.ts';
import type { FailureWait, State } from './state.ts';

/** The text after the cursor while the player waits. */
export interface PromptText {
  plain: string;
  styled: string;
}

export function promptText(
  { overlay, wait, scene, keys }: State,
  translate: Translate,
  theme: Theme,
): PromptText {
  if (overlay?.kind === 'undo' && scene) {
    const [yes = '', no = ''] = [labelOf(keys, 'yes', translate), labelOf(keys, 'no', translate)];
    const plain = `  ${translate(KEYS.askUndo({ scene: scene.id, yes, no }))} `;
    return { plain, styled: theme.bold(plain) };
  }
  if (wait?.for === 'failure') return choices(wait, keys, translate, theme);
  const go = ` ${nextSign(keys, translate)} `;
  const plain =
    wait?.for === 'advance'
      ? ` ${go}${wait.text === '' ? '' : `${wait.text} `}`
      : wait?.for === 'step' && wait.noRecording
        ? `  ${translate(KEYS.noRecording)}${go}`
        : go;
  return { plain, styled: theme.dim(plain) };
}

function choices(
  { editable, recorded }: FailureWait,
  keys: KeyMap,
  translate: Translate,
  theme: Theme,
): PromptText {
  const offered: [KeyIntent, Text][] = [
    ['retry', KEYS.askRetry],
    ...(editable ? [['edit', KEYS.askEdit] as [KeyIntent, Text]] : []),
    ...(recorded ? [['replay', KEYS.askReplay] as [KeyIntent, Text]] : []),
    ['skip', KEYS.askSkip],
    ['help', KEYS.askHelp],
    ['quit', KEYS.askQuit],
  ];
  const told = offered.flatMap(([intent, does]) => {
    const key = labelOf(keys, intent, translate);
    return key === undefined ? [] : [[key, ` ${translate(does)}`] as const];
  });
  return {
    plain: `  ${told.map(([key, does]) => key + does).join('  ')} `,
    styled: `  ${told.map(([key, does]) => theme.bold(key) + theme.dim(does)).join('  ')} `,
  };
}

/** How to scroll a view, and to leave it. */
export function viewFooter(keys: KeyMap, translate: Translate): string {
  const label = (intent: KeyIntent) => labelOf(keys, intent, translate);
  const scroll = [label('line-up'), label('line-down')].filter((key) => key !== undefined);
  return [
    ...(scroll.length > 0 ? [translate(KEYS.scrollView({ keys: scroll.join(' ') }))] : []),
    translate(KEYS.closeView({ key: label('close') ?? 'Ctrl-C' })),
  ].join(' · ');
}
