import { delimiter } from 'node:path';
import { daemonLog, findDaemon, moveLocalPort, startDaemon, stopDaemon } from '../../embedded/index.ts';
import type { DaemonFile } from '../../embedded/index.ts';
import { checkApiServer, checkEngine } from '../health/health-check.ts';
import type { HealthCheck } from '../health/health-check.ts';
import { HealthWatch } from '../health/watch.ts';
import { UserError } from '../../errors/user-error.ts';
import { STAGE } from '../../messages/index.ts';
import { withoutProxy } from '../proxy-variables.ts';
import { localPortVariables, portTaken } from '../ports/port-taken.ts';
import { resetEmbedded } from './reset.ts';
import type { Stage, StageOptions, StageStatus } from '../types.ts';
import { applyFix, resetWorkspace } from '../workspace/workspace.ts';

/** Long enough for a busy machine. */
const TIMEOUT_MS = 8_000;

/** The stage that only needs Node: a daemon with small versions of Kubernetes, Docker, Redis and Prometheus. */
export function embeddedStage({ home, workspace, fixes }: StageOptions): Stage {
  const health = new HealthWatch();
  const start = async () => {
    const daemon = await startDaemon(home);
    const silent = await health.register(healthChecksOf(daemon), TIMEOUT_MS);
    if (silent.some(({ part }) => part === 'cluster')) throw unreachable(daemon);
    return daemon;
  };
  return {
    name: 'embedded',
    workspace,
    // Every player waits for this; `up` has already checked that the stage answers.
    environment: async () => environmentOf(findDaemon(home) ?? (await start()), home),
    async up(report) {
      if (!findDaemon(home)) report(STAGE.starting);
      await start();
    },
    async down() {
      await stopDaemon(home);
    },
    bootId() {
      const daemon = findDaemon(home);
      return daemon && `${daemon.pid} ${daemon.startedAt}`;
    },
    async status() {
      const daemon = findDaemon(home);
      if (!daemon) return { up: false, summary: STAGE.embeddedDown, details: [[STAGE.home, home]] };
      return {
        up: true,
        summary: STAGE.embeddedRuns({ pid: daemon.pid }),
        details: detailsOf(daemon, home),
        log: daemonLog(home),
      };
    },
    reset: () => resetEmbedded(home, start, health),
    watchOver: (parts, onDead) => health.over(parts, onDead),
    // All its containers are the talk's.
    portTaken: async (port) =>
      portTaken(port, {
        env: environmentOf(await start(), home),
        isOwn: () => true,
        move: () => moveLocalPort(home),
      }),
    resetWorkspace: (applied) => resetWorkspace(workspace, applied, { fixes }),
    applyFix: (patchFile, message) => applyFix(workspace, patchFile, message),
  };
}

/** It runs, but this process cannot reach it: no loopback network, or another network namespace. */
function unreachable({ pid, apiUrl }: DaemonFile): UserError {
  return new UserError(STAGE.unreachable({ pid, url: apiUrl }), STAGE.makeReachable);
}

/** All parts are one process. */
function healthChecksOf({ pid, apiUrl, engineSocket }: DaemonFile): HealthCheck[] {
  const all = { name: STAGE.embedded({ pid }), remedy: STAGE.restartEmbedded };
  return [
    { ...all, part: 'cluster', run: (timeoutMs) => checkApiServer(apiUrl, timeoutMs) },
    { ...all, part: 'engine', run: (timeoutMs) => checkEngine(engineSocket, timeoutMs) },
  ];
}

function detailsOf(daemon: DaemonFile, home: string): StageStatus['details'] {
  return [
    [STAGE.apiServer, daemon.apiUrl],
    [STAGE.app, daemon.ingressUrl],
    [STAGE.docker, daemon.engineSocket],
    [STAGE.kubeconfig, daemon.kubeconfig],
    [STAGE.containers, daemon.runtime === 'namespaces' ? STAGE.ownNamespaces : STAGE.plainProcesses],
    [STAGE.home, home],
    [STAGE.log, daemonLog(home)],
  ];
}

function environmentOf(daemon: DaemonFile, home: string): Record<string, string> {
  return {
    PATH: [daemon.commands, process.env.PATH ?? ''].join(delimiter),
    KUBECONFIG: daemon.kubeconfig,
    APP_URL: daemon.ingressUrl,
    ...localPortVariables(daemon.localPort),
    PYCONT_HOME: home,
    PYCONT_STAGE: 'embedded',
    ...withoutProxy(),
  };
}
