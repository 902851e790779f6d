/** Both pages are guarded, end and share their port in the same way. */
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Browser } from '../../dashboard/browser.ts';
import { pycont, scene, start, talkOf } from '../pycont.ts';
import { ask, served } from './served.ts';

const COMMANDS = [
  ['dashboard', ['dashboard']],
  ['notes', ['notes', '--web']],
] as const;

const talk = () => {
  const { env, scenes, root } = talkOf(scene('one', '\nNarrator: one\n'));
  const own: NodeJS.ProcessEnv = { ...env, HOME: root };
  return { root, before: ['--scenes', scenes], env: own };
};

test.each(COMMANDS)('%s answers only who asks for it by its own name', async (type, command) => {
  const { before, env } = talk();
  const { url, ...rest } = await served([...before, ...command, '--port', '0'], env);
  expect(rest).toMatchObject({ type });
  const page = await ask(url);
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<html lang="en">') });
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/);
  const { port } = new URL(url);
  expect(url).toBe(`http://127.0.0.1:${port}/`);
  const statusOf = async (headers: Record<string, string>, path = '', method = 'GET') =>
    (await ask(url + path, headers, method)).status;
  for (const path of ['', 'events', 'page.js']) {
    expect(await statusOf({ host: `evil.example:${port}` }, path)).toBe(403);
    expect(await statusOf({ host: `127.0.0.1:${Number(port) + 1}` }, path)).toBe(403);
    expect(await statusOf({ origin: 'http://evil.example' }, path)).toBe(403);
    expect(await statusOf({ origin: `http://localhost:${Number(port) + 1}` }, path)).toBe(403);
  }
  expect(await statusOf({ host: `localhost:${port}` })).toBe(200);
  expect(await statusOf({}, '', 'POST')).toBe(405);
  // Other addresses of the machine are not listened on.
  await expect(ask(`http://127.0.0.2:${port}/`)).rejects.toThrow('ECONNREFUSED');
});

test.each(COMMANDS)(
  '%s ends at once, also while it is watched, and its port is free again',
  async (_, command) => {
    const { before, env } = talk();
    let port = '0';
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const { url, running } = await served([...before, ...command, '--port', port], env);
      // A page that is open finds the next one at the same address.
      port = new URL(url).port;
      const browser = new Browser(url);
      await expect.poll(() => browser.raw).toContain('event: view');
      running.child.kill(signal);
      const { code: exit, stderr } = await running.done;
      await browser.ended;
      expect(exit).toBe(code);
      expect(stderr).toMatch(/^( {2}the embedded stage is down\n)?$/);
    }
  },
);

test.each(COMMANDS)('%s says who has its port, and what to do', async (_, command) => {
  const { before, env } = talk();
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await pycont([...before, ...command, '--port', String(port)], env);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    new RegExp(
      `^pycont: Port ${port} of 127.0.0.1 is taken: .*\\(process ${process.pid}\\) has it.\n→ .*--port ${port + 1}\n$`,
    ),
  );
  const czech = await pycont(['--lang', 'cs', ...before, ...command, '--port', String(port)], env);
  expect(czech.stderr).toContain(`Port ${port} na 127.0.0.1 je obsazený`);
});

test.each(COMMANDS)(
  '%s --open opens the desktop’s browser, or says that there is none',
  async (_, command) => {
    const { before, env, root } = talk();
    const opened = join(root, 'opened');
    for (const name of ['xdg-open', 'open']) {
      writeFileSync(join(root, name), `#!/bin/sh\necho "$@" > '${opened}'\n`);
      chmodSync(join(root, name), 0o755);
    }
    const arguments_ = [...before, ...command, '--port', '0', '--open'];
    const { url } = await served(arguments_, { ...env, PATH: `${root}:${env.PATH}` });
    await expect.poll(() => readFileSync(opened, 'utf8')).toBe(`${url}\n`);

    const without = start(arguments_, { ...env, PATH: '/nonexistent' });
    onTestFinished(() => void without.child.kill('SIGKILL'));
    await expect
      .poll(() => without.soFar.stderr)
      .toMatch(/open could not open a browser: open http:\S+ yourself\.\n/);
    // It goes on.
    expect((await ask(/http:\S+\//.exec(without.soFar.stdout)![0])).status).toBe(200);
    expect(without.soFar.stdout).toContain('Ctrl-C ends it.');
  },
);
