/** `pycont dashboard` as a process, in a real browser, beside what the API server says: when each knew what. */
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import type { Browser, Page } from 'playwright-core';
import { Api, Informer, kube, viewOf } from '../../src/kubernetes/index.ts';
import { packageRoot } from '../../src/system/package-root.ts';
import { launch } from '../chromium.ts';

/** What is known of a pod: what the API server says, or what the page shows. */
interface Known {
  ready: boolean;
  terminating: boolean;
  restarts: number;
}

/** A tile as the page first showed it in this state. */
export interface Seen {
  pod: string;
  state: string;
  version: string;
  at: number;
}

export interface Opened {
  url: string;
  page: Page;
  /** Every state of every tile, in the order in which the page showed them. */
  seen: () => Promise<Seen[]>;
  /** What the browser complained of. */
  complaints: string[];
  close: () => Promise<void>;
}

/** Runs in the page: notes when a tile appears, and when it changes. */
const OBSERVER = `
  window.seen = [];
  const last = new Map();
  const look = () => {
    for (const tile of document.querySelectorAll('[data-pod]')) {
      const { pod, state } = tile.dataset;
      const version = tile.querySelector('.version')?.textContent ?? '';
      const now = tile.classList.contains('gone') ? 'gone' : state;
      if (last.get(pod) === now) continue;
      last.set(pod, now);
      window.seen.push({ pod, state: now, version, at: Date.now() });
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
`;

/**
 * @param env with PYCONT_HOME; nothing else says which stage it is
 * @param script runs in the page, before its own
 */
export async function openDashboard(
  env: Record<string, string>,
  { script = OBSERVER }: { script?: string } = {},
): Promise<Opened> {
  const bin = join(packageRoot(), 'bin', 'pycont');
  const running = execa(process.execPath, [bin, 'dashboard', '--port', '0', '--json'], {
    env,
    extendEnv: false,
    reject: false,
    forceKillAfterDelay: 5_000,
  });
  const [line] = (await once(createInterface({ input: running.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const browser: Browser = await launch();
  // The talk measures durations on the same machine: nothing moves that need not.
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.addInitScript(script);
  await page.goto(url);
  return {
    url,
    page,
    complaints,
    seen: () => page.evaluate('window.seen') as Promise<Seen[]>,
    async close() {
      await browser.close();
      running.kill('SIGINT');
      const { exitCode } = await running;
      if (exitCode !== 130) throw new Error(`the dashboard ended with ${exitCode}`);
    },
  };
}

interface Pod {
  metadata: { namespace: string; name: string; resourceVersion: string; deletionTimestamp?: string };
  status?: {
    conditions?: { type: string; status: string }[];
    containerStatuses?: { restartCount: number }[];
  };
}

export interface Told extends Known {
  pod: string;
  at: number;
}

/** What the API server tells of the pods with this label, as it tells it. */
export async function watchPods(kubeconfig: string, label: string) {
  const { load } = await kube({ kubeconfig });
  const api = new Api(load);
  const told: Told[] = [];
  const informer = new Informer({
    api,
    path: '/api/v1/namespaces/pycont/pods',
    what: 'pods',
    selectors: { labelSelector: label },
    project: ({ metadata, status }: Pod) => {
      const { name: pod, deletionTimestamp } = metadata;
      told.push({
        pod,
        at: Date.now(),
        ready: (status?.conditions ?? []).some((each) => each.type === 'Ready' && each.status === 'True'),
        terminating: deletionTimestamp !== undefined,
        restarts: status?.containerStatuses?.[0]?.restartCount ?? 0,
      });
      return viewOf({ metadata });
    },
  });
  await informer.start();
  return {
    told,
    async stop() {
      await informer.stop();
      api.close();
    },
  };
}

/** Milliseconds from when the API server first told it to when the page first showed it; NaN if either never did. */
export function lag(told: readonly Told[], holds: (told: Told) => boolean, seen: Seen | undefined): number {
  const at = told.find(holds)?.at;
  return at === undefined || seen === undefined ? Number.NaN : seen.at - at;
}
