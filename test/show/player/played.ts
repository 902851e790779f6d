/** Two scenes, and the lives of a player that plays them on a stage of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { plainText } from '../../../src/show/format/document.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import type { StageRuntime } from '../../../src/show/player/act.ts';
import { openRuntime } from '../../../src/show/player/open-runtime.ts';
import { playScene } from '../../../src/show/player/play-scene.ts';
import type { AfterFailure, Presenter } from '../../../src/show/player/presenter.ts';
import { Talk, talkFolder } from '../../../src/show/journal/talk.ts';
import { nextScene } from '../../../src/show/journal/talk-state.ts';
import { fakeStage } from '../fake-stage.ts';
import { temporaryFolder } from '../temporary.ts';

export const A = `---
id: a
title: First
cast: [Narrator]
budget: 1m
---
Narrator: one

\`\`\`sh name=count exit=0
echo a >> $STATE/count
\`\`\`

\`\`\`sh name=checked check="test -e $STATE/checked"
echo checked >> $STATE/count; touch $STATE/checked
\`\`\`

\`\`\`sh name=server background check="test -e $STATE/up"
trap 'rm $STATE/up; exit' INT; touch $STATE/up; while :; do sleep 0.02; done
\`\`\`

\`\`\`sh name=served look exit=0
test -e $STATE/up && echo served >> $STATE/looks
\`\`\`

\`\`\`diff name="mend it"
\`\`\`

\`\`\`stop name=server
\`\`\`
`;
export const B = `---
id: b
title: Second
cast: [Narrator]
budget: 1m
---
\`\`\`sh name=fixed exit=0
test -e fix.patch && echo b >> $STATE/count
\`\`\`
`;

export async function talkOf(...texts: string[]) {
  const root = temporaryFolder();
  for (const [index, text] of texts.entries()) {
    const folder = join(root, 'scenes', `0${index + 1}-scene`);
    await mkdir(folder, { recursive: true });
    writeFileSync(join(folder, 'scene.md'), text);
    writeFileSync(join(folder, 'fix.patch'), '+mended\n');
  }
  const home = join(root, 'home');
  await mkdir(home, { recursive: true });
  const folder = talkFolder(join(home, 'talk'));
  const scenes = await loadScenes(join(root, 'scenes'));
  const read = (name: string) => {
    try {
      return readFileSync(join(home, name), 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  };
  return {
    scenes,
    folder,
    read,
    /** One life of the player. @param records it is killed at the record after so many */
    runPlayer: async <T>(play: Play<T>, records = Number.POSITIVE_INFINITY) => {
      const talk = await Talk.open(scenes, folder);
      const stage = fakeStage(home, folder.workspace);
      return playUntilKilled(
        talk,
        await openRuntime(stage, folder, new AbortController().signal, () => {}),
        play,
        records,
      );
    },
  };
}

export type Play<T> = (talk: Talk, runtime: StageRuntime) => Promise<T>;

export async function playUntilKilled<T>(
  talk: Talk,
  runtime: StageRuntime,
  play: Play<T>,
  records: number,
): Promise<T | 'killed'> {
  let left = records;
  const record = talk.record.bind(talk);
  talk.record = async (event) => {
    if (left <= 0) throw new Error('killed');
    left -= 1;
    await record(event);
  };
  try {
    return await play(talk, runtime);
  } catch (error) {
    if ((error as Error).message !== 'killed') throw error;
    return 'killed';
  } finally {
    await runtime.backgrounds.stopAll();
    await talk.close();
  }
}
export class Recorder implements Presenter {
  readonly seen: string[] = [];
  answers: AfterFailure[] = [];
  sceneStarts: Presenter['sceneStarts'] = (scene, resumed) =>
    void this.seen.push(`${scene.id}${resumed ? ' resumed' : ''}`);
  item: Presenter['item'] = async (item) => {
    if (item.kind === 'speech') this.seen.push(`“${plainText(item.text)}”`);
    return 'next';
  };
  step: Presenter['step'] = async (step) => {
    this.seen.push(step.id);
    return 'run';
  };
  output = () => {};
  diff: Presenter['diff'] = (diff) => void this.seen.push(diff.trim());
  waiting = () => {};
  running = () => {};
  passed: Presenter['passed'] = (step) => void this.seen.push(`✓ ${step.id}`);
  failed: Presenter['failed'] = async (step, result) => {
    this.seen.push(`✗ ${step.id}: ${result.failures[0]!.got}`);
    return this.answers.shift() ?? 'quit';
  };
  replay: Presenter['replay'] = async (step, { chunks }) =>
    void this.seen.push(`recorded ${step.id}: ${chunks.map(({ text }) => text).join('')}`);
  note: Presenter['note'] = (text) => void this.seen.push(String(text));
  sceneEnds: Presenter['sceneEnds'] = (scene) => void this.seen.push(`end of ${scene.id}`);
}

export async function playAll(talk: Talk, runtime: StageRuntime, presenter = new Recorder()) {
  for (let scene = nextScene(talk.state, talk.scenes); scene; scene = nextScene(talk.state, talk.scenes)) {
    if ((await playScene(scene, { talk, runtime, presenter })) === 'quit') return presenter.seen;
  }
  return presenter.seen;
}
