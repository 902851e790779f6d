import { useEffect } from 'preact/hooks';

export const COMMANDS = ['c', 'g', 't', 'l', '?'] as const;
export type Command = (typeof COMMANDS)[number];

/** Single keys, from anywhere on the page; those with a modifier are the browser's. */
export function useKeys(command: (which: Command) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const which = COMMANDS.find((key) => key === event.key.toLowerCase());
      if (which) command(which);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [command]);
}
