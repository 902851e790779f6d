/** The command being edited on a screen where it takes several rows, as a person sees it. */
import { expect, test, vi } from 'vitest';
import { scene, step, talkOf } from '../../pycont.ts';
import { WatchedPlayer } from '../../random-keys/watched-player.ts';
import { WITHIN } from '../../terminal.ts';

const COMMAND = 'echo this is a rather long command that does not fit into a row of this window; true';

test.each([[60], [40]])(
  'whatever was typed, %d columns show the command once and all as before',
  async (columns) => {
    const { scenes, home, env } = talkOf(scene('one', step('exit=0', COMMAND)));
    const player = new WatchedPlayer(scenes, home, env);
    await player.sees('true ↵');
    await player.apply({ kind: 'resize', columns, rows: 16 });
    const rows = () => player.rows.map((row) => row.replace(/ *\d+:\d\d\/1:00$/, ''));
    const shows = (...expected: unknown[]) => vi.waitFor(() => expect(rows()).toEqual(expected), WITHIN);
    const broken = (text: string) =>
      text.match(new RegExp(`.{1,${columns}}`, 'g'))!.map((row) => row.trimEnd());
    // In the show the rows end between words; in the editor anywhere.
    const shown = (text: string) =>
      `${text} `.match(new RegExp(`.{1,${columns - 4}} `, 'g'))!.map((row, index, { length }) => {
        const end = index === length - 1 ? ' ↵' : '';
        return `${index === 0 ? '  $' : '   '} ${row.trimEnd()}${end}`;
      });
    const above = [`  ${'─'.repeat(columns - 4)}`, '  The one', '  scene 1 · one · 1 min'];
    const hint = broken('  editing · Enter keeps the change · Ctrl-C discards it');
    const edits: [typed: string, becomes: string][] = [
      ['', COMMAND],
      ['\u0001', COMMAND],
      ['\u0001X', `X${COMMAND}`],
      [' and this is pasted, or comes fast\u0001', `${COMMAND} and this is pasted, or comes fast`],
      ['\u0015', ''],
      ['\u0017\u0002', COMMAND.replace('true', '')],
    ];
    await shows(...above, ...shown(COMMAND));
    for (const [typed, becomes] of edits) {
      player.press('e');
      await shows(...above, ...hint, ...broken(`  $ ${COMMAND}`));
      player.press(typed);
      await shows(...above, ...hint, ...broken(`  $ ${becomes}`));
      player.press('\u0003');
      await shows(...above, ...shown(COMMAND));
    }
    player.press('e');
    await shows(...above, ...hint, ...broken(`  $ ${COMMAND}`));
    player.press(' # more of it\u0001\r');
    await shows(...above, ...shown(`${COMMAND} # more of it`));
  },
);
