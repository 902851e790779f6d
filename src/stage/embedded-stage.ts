import { delimiter } from 'node:path';
import { type DaemonFile, daemonLog, findDaemon, startDaemon, stopDaemon } from '../embedded/index.ts';
import { directAlways } from './proxy-variables.ts';
import { endResidue } from './residue.ts';
import type { Stage, StageOptions } from './types.ts';
import { applyFix, resetWorkspace } from './workspace.ts';

/** The stage that needs nothing but Node: a daemon that is Kubernetes, Docker, Redis and Prometheus in small. */
export function embeddedStage({ home, workspace, fixes }: StageOptions): Stage {
  const environment = async () => environmentOf(await startDaemon(home), home);
  return {
    name: 'embedded',
    workspace,
    environment,
    async up(report) {
      if (!findDaemon(home)) report('starting the embedded stage');
      await startDaemon(home);
    },
    async down() {
      await stopDaemon(home);
    },
    life() {
      const daemon = findDaemon(home);
      return daemon && `${daemon.pid} ${daemon.startedAt}`;
    },
    async status() {
      const daemon = findDaemon(home);
      if (!daemon) return { up: false, summary: 'the embedded stage is down', details: [['home', home]] };
      return {
        up: true,
        summary: `the embedded stage runs as process ${daemon.pid}`,
        details: detailsOf(daemon, home),
      };
    },
    async reset() {
      if (findDaemon(home)) await endResidue(await environment());
    },
    resetWorkspace: (applied) => resetWorkspace(workspace, applied, fixes),
    applyFix: (patchFile, message) => applyFix(workspace, patchFile, message),
  };
}

function detailsOf(daemon: DaemonFile, home: string): [string, string][] {
  return [
    ['API server', daemon.apiUrl],
    ['app', daemon.ingressUrl],
    ['docker', daemon.engineSocket],
    ['kubeconfig', daemon.kubeconfig],
    ['containers', daemon.runtime === 'namespaces' ? 'in namespaces of their own' : 'as plain processes'],
    ['home', home],
    ['log', daemonLog(home)],
  ];
}

function environmentOf(daemon: DaemonFile, home: string): Record<string, string> {
  return {
    PATH: [daemon.commands, process.env.PATH ?? ''].join(delimiter),
    KUBECONFIG: daemon.kubeconfig,
    APP_URL: daemon.ingressUrl,
    LOCAL_PORT: String(daemon.localPort),
    LOCAL_URL: `http://127.0.0.1:${daemon.localPort}`,
    PYCONT_HOME: home,
    PYCONT_STAGE: 'embedded',
    ...directAlways(),
  };
}
