import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseScene } from '../../../src/show/format/parse-scene.ts';
import { playRecording } from '../../../src/show/player/terminal/play-recording.ts';
import { Recordings, talkKey } from '../../../src/show/recordings/recording.ts';
import type { OutputChunk, Recording } from '../../../src/show/recordings/recording.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import type { Picture } from '../../../src/show/player/terminal/emulator.ts';
import type { Row } from '../../../src/show/player/terminal/rows.ts';
import { temporaryFolder } from '../temporary.ts';

const text = (command: string) =>
  `---\nid: a\ntitle: A\ncast: [Narrator]\nbudget: 1m\n---\n\`\`\`sh name=one exit=0\n${command}\n\`\`\`\n`;
const sceneOf = (command: string): LoadedScene => ({
  ...parseScene(text(command), 'scene.md'),
  number: 1,
  folder: '/nowhere',
});
const recording: Recording = {
  of: 'echo hi',
  stage: 'embedded',
  recordedAt: '2030-01-01T00:00:00.000Z',
  ms: 12,
  chunks: [
    { stream: 'stdout', text: 'h', at: 1 },
    { stream: 'stderr', text: 'i\n', at: 5 },
  ],
};

test('a recording is found by its scene, its step and its command alone', async () => {
  const folder = temporaryFolder();
  const scene = sceneOf('echo hi');
  const recordings = new Recordings(folder);
  expect(await recordings.find(scene, stepsOf(scene)[0]!)).toBeUndefined();
  await recordings.save(scene, stepsOf(scene)[0]!, recording);
  expect(await recordings.find(scene, stepsOf(scene)[0]!)).toEqual(recording);
  expect(readdirSync(join(folder, 'a'))).toEqual(['one.jsonl']);
  const changed = sceneOf('echo bye');
  expect(await recordings.find(changed, stepsOf(changed)[0]!)).toBeUndefined();
});

test('a fix is known by its patch, and the end of a background step by the command of that', async () => {
  const folder = temporaryFolder();
  const scene = (load: string): LoadedScene => ({
    ...parseScene(
      `${text('echo hi')}\`\`\`sh name=load background exit=0\n${load}\n\`\`\`\n\`\`\`diff\n\`\`\`\n\`\`\`stop name=load\n\`\`\`\n`,
      'scene.md',
    ),
    number: 1,
    folder,
  });
  writeFileSync(join(folder, 'fix.patch'), 'one');
  const recordings = new Recordings(folder);
  const [, , fix, stop] = stepsOf(scene('sleep 1'));
  for (const step of [fix!, stop!]) await recordings.save(scene('sleep 1'), step, recording);
  expect(await recordings.find(scene('sleep 1'), fix!)).toMatchObject({ of: 'one' });
  expect(await recordings.find(scene('sleep 1'), stop!)).toBeDefined();
  expect(await recordings.find(scene('sleep 2'), stop!)).toBeUndefined();
  writeFileSync(join(folder, 'fix.patch'), 'two');
  expect(await recordings.find(scene('sleep 1'), fix!)).toBeUndefined();
});

test('a recording that was cut short, or is of another version, counts as none', async () => {
  const folder = temporaryFolder();
  const scene = sceneOf('echo hi');
  const step = stepsOf(scene)[0]!;
  const recordings = new Recordings(folder);
  await recordings.save(scene, step, recording);
  const file = join(folder, 'a', 'one.jsonl');
  const whole = readFileSync(file, 'utf8');
  for (const end of [0, 10, whole.indexOf('\n') + 1, whole.length - 3]) {
    writeFileSync(file, whole.slice(0, end));
    expect(await recordings.find(scene, step), `${end} characters`).toBeUndefined();
  }
  writeFileSync(file, whole.replace('"v":3', '"v":2'));
  expect(await recordings.find(scene, step)).toBeUndefined();
});

test('a recording is played in its order; when hurried, all of it at once', async () => {
  const heard: string[] = [];
  const view = { output: (chunk: OutputChunk) => void heard.push(chunk.text), picture: () => {} };
  await playRecording(recording, view, new AbortController().signal);
  const slow = { ...recording, chunks: recording.chunks.map((chunk) => ({ ...chunk, at: 3_600_000 })) };
  await playRecording(slow, view, AbortSignal.abort());
  expect(heard).toEqual(['h', 'i\n', 'h', 'i\n']);
});

test('what a step drew in its terminal is drawn again, in one of the same size', async () => {
  const folder = temporaryFolder();
  const scene = sceneOf('echo hi');
  const recordings = new Recordings(folder);
  const text = `\u001B[31m${'x'.repeat(30)}\u001B[0m\r\n10 %\r100 %\r\n`;
  const plain = `${'x'.repeat(30)}\n100 %\n`;
  const drawn = { ...recording, terminal: { columns: 20, rows: 5 }, plain };
  const chunks = [{ stream: 'stdout' as const, text, at: 3_600_000 }];
  await recordings.save(scene, stepsOf(scene)[0]!, { ...drawn, chunks });
  const found = await recordings.find(scene, stepsOf(scene)[0]!);
  expect(found).toMatchObject({ terminal: { columns: 20, rows: 5 }, plain });
  const rows: Row[] = [];
  const view = {
    output: () => expect.unreachable(),
    picture: ({ settled }: Picture) => void rows.push(...settled),
  };
  await playRecording(found!, view, AbortSignal.abort());
  expect(rows.map((row) => row.plain)).toEqual(['x'.repeat(20), 'x'.repeat(10), '100 %']);
  expect(rows.map(({ wrapped }) => wrapped)).toEqual([false, true, false]);
  expect(rows[0]!.styled).toContain('\u001B[31m');
});

test('talks of one name in different folders do not share recordings', () => {
  expect(talkKey('/a/my-talk')).toMatch(/^my-talk-[0-9a-f]{8}$/);
  expect(talkKey('/a/my-talk')).not.toBe(talkKey('/b/my-talk'));
  expect(talkKey('/opt/pycont/scenes')).toMatch(/^pycont-/);
});
