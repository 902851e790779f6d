import { RESTORE } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { Stage } from '../../stage/index.ts';
import type { StageRuntime } from './act.ts';
import { Backgrounds } from './backgrounds.ts';
import { ProcessGroups } from '../journal/process-groups.ts';
import type { ExecutionContext } from './run-step.ts';
import type { OpenTerminal } from './running-shell.ts';
import type { TalkFolder } from '../journal/talk.ts';

/**
 * Brings the stage up, and ends what a killed player left running on it.
 * @param more `env`: variables for the steps in addition to those of this process and of the stage; `terminal`: the
 * speaker's, if there is one
 */
export async function openRuntime(
  stage: Stage,
  folder: TalkFolder,
  signal: AbortSignal,
  report: (line: Text) => void,
  { env = {}, terminal }: { env?: Record<string, string>; terminal?: OpenTerminal | undefined } = {},
): Promise<StageRuntime> {
  const groups = new ProcessGroups(folder.groups);
  const left = await groups.sweep();
  if (left > 0) report(RESTORE.endedLeftovers({ count: left }));
  await stage.up(report);
  const context: ExecutionContext = {
    cwd: stage.workspace,
    env: { ...process.env, ...env, ...(await stage.environment()) },
    groups,
    signal,
    ...(terminal ? { terminal } : {}),
  };
  return { stage, context, backgrounds: new Backgrounds(context) };
}
