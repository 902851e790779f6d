/** `pycont notes --web`: the notes as a page for the speaker's own window. */
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Browsers, servePage } from '../../../dashboard/index.ts';
import { WEB, translator } from '../../../messages/index.ts';
import { packageRoot } from '../../../system/package-root.ts';
import type { Settings } from '../../settings.ts';
import { oneAtATime } from '../../talk/one-at-a-time.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';
import { watchFolder } from '../../talk/watch-folder.ts';
import { serve } from '../../web/serve.ts';
import type { Server, WebFlags } from '../../web/serve.ts';
import { notesObserver } from './observe.ts';
import { outlineOf } from './outline.ts';
import { wireOf } from './wire.ts';
import type { NotesEvents } from './wire.ts';

/** The clocks show seconds. */
const TICK_MS = 1_000;

export async function serveNotes(flags: WebFlags, settings: Settings): Promise<void> {
  const page = { type: 'notes', at: WEB.notes, start: () => start(flags.port, settings) };
  await serve(page, flags, settings);
}

/** @throws UserError if there is no talk, or a mistake in it */
async function start(port: number, settings: Settings): Promise<Server> {
  const { language } = settings;
  const translate = translator(language);
  const observe = notesObserver(settings);
  const look = async (): Promise<NotesEvents['view']> => ({
    parts: wireOf(outlineOf(await observe(), translate)),
    lost: translate(WEB.lost),
  });
  let view = await look();
  const browsers = new Browsers<NotesEvents>({ onCome: () => browsers.greet(view), onLast: () => {} });
  const { url, close } = await servePage({
    assets: join(packageRoot(), 'dist', 'notes'),
    port,
    language,
    browsers,
    warn: (what) => process.stderr.write(`  ${translate(what)}\n`),
  });
  const publish = oneAtATime(async () => {
    const seen = await look();
    if (isDeepStrictEqual(seen, view)) return browsers.send('alive', {});
    view = seen;
    browsers.send('view', view);
  });
  const end = watchFolder(dirname(talkFolderOf(settings).journal), TICK_MS, publish);
  return {
    url,
    async close() {
      end();
      await close();
    },
  };
}
