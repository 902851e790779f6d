/** Pulling the plug: a talk of one scene whose commands wait, and how long it takes until it says that nobody answers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { execa } from 'execa';
import { expect } from 'vitest';
import { packageRoot } from '../../src/system/package-root.ts';

export const WAITS_FOR_CLUSTER =
  "kubectl wait configmap/promise --for=jsonpath='{.data.kept}'=yes --timeout=110s";
/** Ends well when it is told to. */
export const WAITS_FOR_ENGINE =
  'docker run --rm --name pycont-plug busybox:1 sh -c \'trap "exit 0" TERM; sleep 60 & wait\'';

/** @returns the folder of a talk whose second step runs the command */
export function talkThat(root: string, command: string): string {
  const scenes = join(root, 'scenes');
  const step = (info: string, typed: string) => `\n\`\`\`sh ${info}\n${typed}\n\`\`\`\n`;
  const scene = [
    '---\nid: plug\ntitle: The plug\ncast: [Narrator]\nbudget: 2m\n---\n',
    step(
      'name="a place" exit=0 check="kubectl get configmap promise"',
      'kubectl create namespace pycont && kubectl create configmap promise',
    ),
    step('name="wait" look timeout=120s exit=0', command),
  ].join('\n');
  mkdirSync(join(scenes, '01-plug'), { recursive: true });
  writeFileSync(join(scenes, '01-plug', 'scene.md'), scene);
  return scenes;
}

export interface Show {
  stage: string;
  scenes: string;
  home: string;
}

function play({ stage, scenes, home }: Show) {
  const args = ['--stage', stage, '--scenes', scenes, 'scene', 'next', '--yes'];
  const running = execa(process.execPath, [join(packageRoot(), 'bin', 'pycont'), ...args], {
    env: { PYCONT_HOME: home },
    reject: false,
    all: true,
    timeout: 150_000,
  });
  let said = '';
  running.all.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { running, said: () => said };
}

/**
 * Plays until the command waits, pulls the plug, and tells what is said then: while the command still waits.
 * @returns milliseconds that took
 */
export async function pullPlug(
  show: Show,
  command: string,
  pull: () => unknown,
  name: RegExp,
): Promise<number> {
  const { running, said } = play(show);
  await expect.poll(said, { timeout: 60_000 }).toContain(command);
  await pull();
  const began = performance.now();
  const { exitCode } = await running;
  const ms = performance.now() - began;
  expect(said()).toMatch(/expected +the stage to answer/);
  expect(said()).toMatch(name);
  expect(exitCode).toBe(1);
  return ms;
}

/** Another `scene next` while nobody answers. @returns milliseconds until it said so */
export async function failsAtOnce(show: Show, message: RegExp): Promise<number> {
  const { running } = play(show);
  const began = performance.now();
  const { exitCode, all } = await running;
  expect(all).toMatch(message);
  expect(exitCode).not.toBe(0);
  return performance.now() - began;
}

/** Plays on after it is back. @param meanwhile what lets the waiting command end */
export async function goesOn(show: Show, command: string, meanwhile: () => unknown): Promise<void> {
  const { running, said } = play(show);
  await expect.poll(said, { timeout: 60_000 }).toContain(command);
  await meanwhile();
  const { exitCode, all } = await running;
  expect(all).toContain('scene 1 ends');
  expect(exitCode).toBe(0);
}
