/** The command line as a process of its own, from source, on the fake stage. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../programs/program.ts';
import { temporaryFolder } from '../show/temporary.ts';

export const NODE_ARGUMENTS = [program('cli-on-fake-stage')];

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A talk in a folder of its own, and a home beside it. */
export function talkOf(...scenes: string[]): {
  root: string;
  scenes: string;
  home: string;
  env: NodeJS.ProcessEnv;
} {
  const root = temporaryFolder();
  for (const [index, text] of scenes.entries()) {
    const folder = join(root, 'scenes', `0${index + 1}-scene`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'scene.md'), text);
    writeFileSync(join(folder, 'fix.patch'), '-bad\n+good\n');
  }
  const home = join(root, 'home');
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, HOME, NODE_COMPILE_CACHE, PYCONT_HOME: home, TERM: 'xterm-256color' };
  return { root, scenes: join(root, 'scenes'), home, env };
}

export function scene(id: string, body: string): string {
  return `---\nid: ${id}\ntitle: The ${id}\ncast: [Narrator, Hipster]\nbudget: 1m\n---\n${body}`;
}

export function step(info: string, command: string): string {
  return `\n\`\`\`sh ${info}\n${command}\n\`\`\`\n`;
}

export function start(args: string[], env: NodeJS.ProcessEnv, cwd?: string) {
  const child = spawn(process.execPath, [...NODE_ARGUMENTS, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  const done = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve(Object.assign(ended, { code })));
  });
  return { child, done, soFar: ended };
}

export function pycont(args: string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Ended> {
  return start(args, env, cwd).done;
}
