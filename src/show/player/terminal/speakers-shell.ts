/** A shell of the speaker's own, beside the show. */
import type { ExecutionContext } from '../execution.ts';
import { loadPty } from './pty.ts';
import { keptRows } from './rows.ts';
import type { Row } from './rows.ts';
import type { SpeakerTerminal } from './step-terminal.ts';
import { TerminalShell } from './terminal-shell.ts';

/** @param program its path @returns false where there are no pseudo-terminals */
export async function runSpeakersShell(
  program: string,
  context: ExecutionContext,
  terminal: SpeakerTerminal,
): Promise<boolean> {
  const [spawn, { Emulator }] = await Promise.all([loadPty(), import('./emulator.ts')]);
  if (!spawn) return false;
  let rows: Row[] = [];
  const shell = new TerminalShell(
    'exec "$SHELL"',
    {
      ...context,
      env: { ...context.env, SHELL: program },
      size: terminal.size(),
      join: (pty) => terminal.join(pty),
      onPicture: ({ settled }) => (rows = keptRows(rows, settled)),
    },
    { spawn, emulator: Emulator },
  );
  await shell.done;
  terminal.left(rows);
  return true;
}
