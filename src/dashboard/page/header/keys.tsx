/** The keys of the page, as a list of buttons: for those who have no keyboard, too. */
import { useEffect, useRef } from 'preact/hooks';
import { PAGE } from '../../../messages/dashboard/index.ts';
import { useWords } from '../words.ts';
import type { Command } from './use-keys.ts';
import { COMMANDS } from './use-keys.ts';

const MEANINGS = {
  c: PAGE.captionKey,
  g: PAGE.graphKey,
  t: PAGE.themeKey,
  l: PAGE.languageKey,
  '?': PAGE.helpKey,
} as const satisfies Record<Command, unknown>;

interface Props {
  open: boolean;
  onCommand: (command: Command) => void;
  onClose: () => void;
}

export function Keys({ open, onCommand, onClose }: Props) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog class="keys-list" ref={dialog} aria-label={say(PAGE.keys)} onClose={onClose}>
      <ul>
        {COMMANDS.filter((command) => command !== '?').map((command) => (
          <li key={command}>
            <button type="button" onClick={() => onCommand(command)}>
              <kbd>{command}</kbd> {say(MEANINGS[command])}
            </button>
          </li>
        ))}
        <li>
          <kbd>Tab</kbd> <kbd>← →</kbd> {say(PAGE.podsKey)}
        </li>
        <li>
          <kbd>Tab</kbd> <kbd>← →</kbd> {say(PAGE.cursorKey)}
        </li>
      </ul>
      <button type="button" class="close" onClick={onClose}>
        <kbd>Esc</kbd> {say(PAGE.close)}
      </button>
    </dialog>
  );
}
