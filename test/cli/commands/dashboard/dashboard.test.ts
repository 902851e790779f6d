/** The command against clusters that are away, come, or do not exist. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Browser } from '../../../dashboard/browser.ts';
import { pycont, scene, step, talkOf } from '../../pycont.ts';
import { Terminal } from '../../terminal.ts';
import { served } from '../../web/served.ts';

const talk = () => {
  const { env, scenes, root } = talkOf(scene('one', `\nNarrator: one\n${step('exit=0', 'true')}`));
  return { root, scenes, env: { ...env, HOME: root } };
};

test('without any cluster, it waits for the embedded stage', async () => {
  const { env } = talk();
  const { url, running } = await served(['dashboard', '--port', '0'], env);
  const browser = new Browser(url);
  await expect
    .poll(() => browser.view.cluster)
    .toMatchObject({
      state: 'away',
      why: 'the embedded stage is down',
    });
  expect(browser.view).toMatchObject({ namespace: 'pycont', context: 'embedded' });
  browser.close();
  running.child.kill('SIGINT');
  // The page says it, and since when; here it is told once.
  expect((await running.done).stderr).toBe('  the embedded stage is down\n');
});

test('a kube context whose cluster is away is waited for; one that does not exist is wrong usage', async () => {
  const { env, root } = talk();
  const kubeconfig = join(root, 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 'secret' } }],
    contexts: [{ name: 'home', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'home',
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const there = { ...env, KUBECONFIG: kubeconfig };
  const { url } = await served(['dashboard', '--port', '0', '--namespace', 'demos'], there);
  const browser = new Browser(url);
  await expect.poll(() => browser.view.cluster.state).toBe('away');
  expect(browser.view).toMatchObject({ namespace: 'demos', context: 'home' });
  expect(browser.raw).not.toContain('secret');
  browser.close();

  const wrong = await pycont(['--context', 'nowhere', 'dashboard'], there);
  expect(wrong).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('kube context nowhere'),
  });
  const noUrl = await pycont(['dashboard', '--prometheus', 'http://'], there);
  expect(noUrl).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a valid URL') });
  const noPort = await pycont(['dashboard', '--port', '70000'], there);
  expect(noPort).toMatchObject({ code: 2, stderr: expect.stringContaining('from 0 to 65535') });
});

test('the caption reaches the browser with the line that is said', async () => {
  const { env, scenes } = talk();
  const { url } = await served(['dashboard', '--port', '0'], env);
  const browser = new Browser(url);
  await expect.poll(() => browser.view.cluster.state).toBe('away');
  expect(browser.view.caption).toBeUndefined();
  const player = new Terminal(['--scenes', scenes, 'scene', 'next', '--no-typing'], env);
  const one = { number: 1, title: 'The one' };
  await expect
    .poll(() => browser.view.caption)
    .toEqual({ scene: one, kind: 'said', speaker: 'Narrator', text: 'one' });
  await player.sees('one');
  player.press('\r');
  await expect.poll(() => browser.view.caption).toEqual({ scene: one, kind: 'typed', text: 'true' });
  player.press('q');
  await player.ends();
  await expect.poll(() => browser.view.caption).toBeUndefined();
  browser.close();
});
