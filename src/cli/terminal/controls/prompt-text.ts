import { KEYS } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import type { Theme } from '../output/output.ts';
import { labelOf, nextSign } from './key-map.ts';
import type { KeyIntent, KeyMap } from './key-map.ts';
import type { FailureWait, State, Wait } from './state.ts';

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
  const plain = hint(wait, keys, translate);
  return { plain, styled: theme.dim(plain) };
}

function hint(wait: Wait | undefined, keys: KeyMap, translate: Translate): string {
  const go = ` ${nextSign(keys, translate)} `;
  if (wait?.for === 'advance') return ` ${go}${wait.text === '' ? '' : `${wait.text} `}`;
  if (wait?.for === 'send')
    return ` ${go}${[translate(KEYS.askSend({ what: wait.what })), ...byHand(keys, translate)].join(' · ')} `;
  if (wait?.for !== 'step') return go;
  if (wait.noRecording) return `  ${translate(KEYS.noRecording)}${go}`;
  const scripted = wait.scripted && wait.text === wait.written;
  return scripted ? `${go}${[translate(KEYS.askScript), ...byHand(keys, translate)].join(' · ')} ` : go;
}

function byHand(keys: KeyMap, translate: Translate): string[] {
  const key = labelOf(keys, 'by-hand', translate);
  return key === undefined ? [] : [translate(KEYS.askByHand({ key }))];
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
