import type { ReadStream } from 'node:tty';
import { playScene } from '../show/play-scene.ts';
import { moveTo } from '../show/restore-world.ts';
import { nextScene, sceneState } from '../show/talk-state.ts';
import { watchInterrupts, type Interrupt } from './interrupt.ts';
import { themeFor } from './output.ts';
import type { Settings } from './settings.ts';
import { bringBack, withSession, type Session } from './show-session.ts';
import { recordingsOf } from './talk-at.ts';
import { Keys } from './tui/keys.ts';
import { LinePlayer } from './tui/line-player.ts';
import { Speaker, unattended, type Prompter } from './tui/prompter.ts';

export interface PlayOptions {
  yes?: boolean;
  typing: boolean;
}

/** With a speaker: scene after scene. Unattended: one scene, and exit code 1 when a step fails. */
export async function playNext(settings: Settings, options: PlayOptions): Promise<void> {
  const interrupt = watchInterrupts();
  const attended = !options.yes && process.stdin.isTTY && process.stdout.isTTY;
  const keys = attended ? new Keys(process.stdin as ReadStream, process.stdout) : undefined;
  const prompter = keys ? speaker(keys, options, interrupt) : unattended;
  keys?.open();
  try {
    const player = new LinePlayer(process.stdout, themeFor(process.stdout), prompter);
    await withSession(
      settings,
      interrupt.signal,
      (line) => player.note(line),
      async (session) => {
        await bringBack(session, (line) => player.note(line));
        await playScenes(session, settings, player, prompter, attended);
      },
    );
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    keys?.close();
    interrupt.dispose();
  }
  process.exitCode = interrupt.code() ?? process.exitCode;
}

async function playScenes(
  session: Session,
  settings: Settings,
  player: LinePlayer,
  prompter: Prompter,
  attended: boolean,
): Promise<void> {
  const { talk, world } = session;
  const show = { talk, world, presenter: player, recordings: recordingsOf(settings) };
  for (let scene = nextScene(talk.state, talk.scenes); scene; scene = nextScene(talk.state, talk.scenes)) {
    const ending = await playScene(scene, show);
    if (typeof ending === 'object') {
      await moveTo(talk, ending.goTo);
      await bringBack(session, (line) => player.note(line));
      continue;
    }
    if (ending === 'quit') {
      if (!attended) process.exitCode = 1;
      else player.note(whereWeAre(scene.id, Object.keys(sceneState(talk.state, scene.id).steps).length > 0));
      return;
    }
    if (!attended) return;
    const next = nextScene(talk.state, talk.scenes);
    if (next && (await prompter.advance(`  ↵ scene ${next.number}: ${next.title} `)) === 'quit') return;
  }
  player.note('The talk is over. pycont scene reset begins it anew.');
}

function whereWeAre(scene: string, inside: boolean): string {
  return `Left ${inside ? 'in' : 'at the start of'} scene ${scene}. pycont scene next goes on here.`;
}

function speaker(keys: Keys, { typing }: PlayOptions, { signal, quit }: Interrupt): Prompter {
  return new Speaker(keys, process.stdout, themeFor(process.stdout), { typing, signal, quit });
}
