import { WORLD } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import type { Stage } from '../../stage/index.ts';
import type { World } from './act.ts';
import { Backgrounds } from './backgrounds.ts';
import { ProcessGroups } from '../journal/process-groups.ts';
import type { Ground } from './run-step.ts';
import type { OpenTerminal } from './running-shell.ts';
import type { TalkFolder } from '../journal/talk.ts';

/**
 * Brings the stage up, and ends what a killed player left running on it.
 * @param more `env`: variables for the steps beside those of this process and of the stage; `terminal`: where the
 * speaker sits, if anybody does
 */
export async function openWorld(
  stage: Stage,
  folder: TalkFolder,
  signal: AbortSignal,
  report: (line: Text) => void,
  { env = {}, terminal }: { env?: Record<string, string>; terminal?: OpenTerminal | undefined } = {},
): Promise<World> {
  const groups = new ProcessGroups(folder.groups);
  const left = await groups.sweep();
  if (left > 0) report(WORLD.endedLeftovers({ count: left }));
  await stage.up(report);
  const ground: Ground = {
    cwd: stage.workspace,
    env: { ...process.env, ...env, ...(await stage.environment()) },
    groups,
    signal,
    ...(terminal ? { terminal } : {}),
  };
  return { stage, ground, backgrounds: new Backgrounds(ground) };
}
