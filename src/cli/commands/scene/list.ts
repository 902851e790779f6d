import { listTalk, loadTalkFile, nextScene, readTalkState, sceneState } from '../../../show/index.ts';
import { TABLE, translator } from '../../../messages/index.ts';
import { columnsOf, themeFor } from '../../terminal/output/output.ts';
import { table } from '../../terminal/output/output-table.ts';
import type { Settings } from '../../settings.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';

export async function listScenes(settings: Settings, { json }: { json?: boolean }): Promise<void> {
  const scenes = await listTalk(settings.scenes, settings.language);
  const state = await readTalkState(talkFolderOf(settings));
  const next = nextScene(state, scenes);
  const stateOf = (id: string) => {
    if (sceneState(state, id).done) return 'done';
    if (id !== next?.id) return '';
    return sceneState(state, id).started ? 'playing' : 'next';
  };
  if (json) {
    const rows = scenes.map(({ number, id, title, budgetMs, cast, summary }) => ({
      number,
      id,
      title,
      budgetMs,
      cast,
      ...(summary ? { summary } : {}),
      state: stateOf(id) || 'to come',
    }));
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const { title } = await loadTalkFile(settings.scenes, settings.language);
  const translate = translator(settings.language);
  const shownState = (id: string) => {
    const state = stateOf(id);
    return state && translate(TABLE[state]);
  };
  const columns = [
    { title: '#', right: true },
    { title: 'id' },
    { title: translate(TABLE.title), shrink: 2 },
    { title: translate(TABLE.budget), right: true },
    { title: translate(TABLE.cast), shrink: 1 },
    { title: translate(TABLE.state) },
  ];
  const rows = scenes.map(({ number, id, title, budgetMs, cast }) => [
    String(number),
    id,
    title,
    translate.time(budgetMs),
    cast.join(', '),
    shownState(id),
  ]);
  const theme = themeFor(process.stdout);
  const [head, ...body] = table(columns, rows, columnsOf(process.stdout));
  const shown = body.map((line, index) => {
    const id = scenes[index]!.id;
    return id === next?.id ? theme.bold(line) : stateOf(id) === 'done' ? theme.dim(line) : line;
  });
  const above = title === undefined ? [] : [theme.bold(title), ''];
  process.stdout.write(`${[...above, theme.dim(head!), ...shown].join('\n')}\n`);
}
