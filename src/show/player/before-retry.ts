import { PLAYER } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { CommandStep } from '../format/scene.ts';
import type { ExecutionContext } from './execution.ts';
import { shownOutput } from './expectations.ts';
import { runShell } from './shell.ts';

/** Removes what the previous run has left in the way, as the step says. A failure of that is only noted. */
export async function beforeRetry(
  { beforeRetry: command, timeoutMs }: CommandStep,
  context: ExecutionContext,
  note: (text: Text) => void = () => {},
): Promise<void> {
  if (command === undefined) return;
  const { exitCode, output } = await runShell(command, { ...context, timeoutMs });
  if (exitCode === 0) return;
  note(PLAYER.beforeRetryFailed({ command, code: exitCode, output: shownOutput(output) }));
}
