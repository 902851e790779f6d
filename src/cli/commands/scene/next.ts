import type { ReadStream, WriteStream } from 'node:tty';
import { PositionFile, loadTalkFile, moveTo, nextScene, playScene, sceneState } from '../../../show/index.ts';
import type { LoadedScene } from '../../../show/index.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { PLAYER, translator } from '../../../messages/index.ts';
import { createPlayerUi } from './player-ui.ts';
import type { Played, PlayerUi } from './player-ui.ts';
import type { Settings } from '../../settings.ts';
import { restoreIfLost, withSession } from '../../talk/session.ts';
import type { Session } from '../../talk/session.ts';
import { keyFileOf, recordingsOf } from '../../talk/talk-at.ts';
import { readKeyFile } from '../../terminal/controls/key-file.ts';
import { progress } from '../../terminal/output/progress.ts';
import { defaultKeys, yesKey } from '../../terminal/controls/key-map.ts';
import type { Typing } from '../../terminal/controls/typing.ts';

export interface PlayOptions {
  yes?: boolean;
  type: Typing;
  typing: boolean;
  /** Letters per second. */
  typingSpeed: number;
}

/** With a speaker: scene after scene. Unattended: one scene, and exit code 1 if a step fails. */
export async function playNext(settings: Settings, options: PlayOptions): Promise<void> {
  const translate = translator(settings.language);
  const { title } = await loadTalkFile(settings.scenes, settings.language);
  const attended = !options.yes && process.stdin.isTTY && process.stdout.isTTY;
  // Mistakes in it are told before anything begins.
  const usual = defaultKeys(yesKey(translate));
  const keyMap = attended ? await readKeyFile(keyFileOf(settings), usual) : usual;
  const interrupt = watchInterrupts();
  const streams = { input: process.stdin as ReadStream, output: process.stdout as WriteStream };
  const typing = options.typing ? options.type : 'none';
  const ui = await createPlayerUi(attended ? streams : undefined, {
    ...interrupt,
    typing,
    typingSpeed: options.typingSpeed,
    keyMap,
    translate,
  });
  const { signal } = interrupt;
  const report = progress(settings);
  try {
    await withSession(settings, { signal, report, terminal: ui.terminal }, async (session) => {
      await restoreIfLost(session, ui.attended ? ui.preparing : report);
      ui.begin(title);
      const played = ui.createPlayer(session);
      try {
        await playScenes(session, settings, ui, played);
      } finally {
        played.controls.close();
      }
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    ui.close();
    interrupt.dispose();
  }
  process.exitCode = interrupt.code() ?? process.exitCode;
}

async function playScenes(
  session: Session,
  settings: Settings,
  { attended, note, preparing }: PlayerUi,
  { player, controls }: Played,
): Promise<void> {
  const { talk, runtime } = session;
  const translate = translator(settings.language);
  const position = new PositionFile(talk.folder.position, settings.language);
  const show = { talk, runtime, presenter: player, recordings: recordingsOf(settings), position };
  const goTo = async (scene: LoadedScene) => {
    note(PLAYER.moving({ scene: scene.id }));
    await moveTo(talk, scene);
    await restoreIfLost(session, preparing);
  };
  for (let scene = nextScene(talk.state, talk.scenes); scene; scene = nextScene(talk.state, talk.scenes)) {
    const ending = await playScene(scene, show);
    if (typeof ending === 'object') {
      await goTo(ending.goTo);
      continue;
    }
    if (ending === 'quit') {
      const inside = Object.keys(sceneState(talk.state, scene.id).steps).length > 0;
      if (!attended) process.exitCode = 1;
      else note(inside ? PLAYER.leftInside({ scene: scene.id }) : PLAYER.leftAtStart({ scene: scene.id }));
      return;
    }
    if (!attended) return;
    const next = nextScene(talk.state, talk.scenes);
    if (!next) break;
    const answer = await controls.advance(translate(PLAYER.nextScene(next)));
    if (answer === 'quit') return;
    if (typeof answer === 'object') await goTo(answer.goTo);
  }
  note(PLAYER.over);
}
