import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseScene } from '../../../src/show/format/parse-scene.ts';
import { PositionFile, readPosition } from '../../../src/show/journal/script-position.ts';
import { playScene } from '../../../src/show/player/play-scene.ts';
import { A, Recorder, talkOf } from '../player/played.ts';
import { temporaryFolder } from '../temporary.ts';

const scene = { ...parseScene(A, 'scene.md'), number: 1, folder: '/nowhere' };

test('only what the process that plays has written counts', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'position.json');
  const position = new PositionFile(file, 'cs');
  expect(await readPosition(file, process.pid)).toBeUndefined();
  position.reach(scene, 2);
  expect(await readPosition(file, process.pid)).toEqual({
    pid: process.pid,
    language: 'cs',
    scene: 'a',
    item: 2,
  });
  expect(await readPosition(file, process.pid + 1)).toBeUndefined();
  position.leave();
  expect(readdirSync(folder)).toEqual([]);
  position.leave();
  writeFileSync(file, '{"pid":');
  expect(await readPosition(file, process.pid)).toBeUndefined();
});

test('where it cannot be written the show goes on', () => {
  const folder = temporaryFolder();
  rmSync(folder, { recursive: true });
  new PositionFile(join(folder, 'position.json'), 'en').reach(scene, 0);
  mkdirSync(join(folder, 'position.json'), { recursive: true });
  new PositionFile(join(folder, 'position.json'), 'en').reach(scene, 0);
  expect(readdirSync(folder)).toEqual(['position.json']);
});

test('the player is at each item while it is shown, and nowhere when the scene is over', async () => {
  const { scenes, folder, runPlayer } = await talkOf(A);
  const at: string[] = [];
  const look = (what: string) => {
    const { scene: id, item } = JSON.parse(readFileSync(folder.position, 'utf8')) as {
      scene: string;
      item: number;
    };
    at.push(`${what} at ${id} ${item}`);
  };
  const presenter = new Recorder();
  presenter.item = async ({ kind }) => {
    look(kind);
    return 'next';
  };
  presenter.step = async ({ id }) => {
    look(id);
    return 'run';
  };
  await runPlayer((talk, runtime) =>
    playScene(scenes[0]!, { talk, runtime, presenter, position: new PositionFile(folder.position, 'en') }),
  );
  expect(at).toEqual([
    'speech at a 0',
    'count at a 1',
    'checked at a 2',
    'server at a 3',
    'served at a 4',
    'mend-it at a 5',
    'stop-server at a 6',
  ]);
  expect(await readPosition(folder.position, process.pid)).toBeUndefined();
});
