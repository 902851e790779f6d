/**
 * Containers as plain child processes, for machines without namespaces. Differences, which `pycont doctor` shows:
 * one process table, one file system (absolute paths in arguments, environment and workdir are rewritten to the
 * container's copy of its root, and so are those Node programs open; paths written inside other programs are not),
 * no other user, a root that is never read-only. Signals to the first process follow the rules of PID 1: a preload
 * script does this for Node programs, and /proc shows which signals other programs handle; without /proc a shell is
 * assumed to handle none and every other program all of them.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Box, Isolation, NetworkParts, Running } from '../box.ts';
import { startChild } from '../child.ts';
import type { ChildCommand } from '../child.ts';
import { containerEnvironment } from '../environment.ts';
import { findExecutable } from '../executable.ts';
import { dieWithParent, hostTool } from '../host-tools.ts';
import { allProcesses, catchesSignal, environmentOf, sendSignal, withDescendants } from '../proc.ts';
import { processStat } from '../../../system/process-stat.ts';
import { preloadScript } from './preload-script.ts';
import { psScript } from './ps-script.ts';
import { hostPath, isShell, rewriteCommand, rewritePaths, rewriteSearchPath } from './rewrite.ts';
import type { RewriteRules } from './rewrite.ts';
import { commitRoot } from './commit.ts';
import { copyRoot } from './root-copy.ts';
import { ownSession } from '../streams/terminal.ts';
import { withUsualUmask } from '../umask.ts';

const UNCONDITIONAL = new Set<NodeJS.Signals>(['SIGKILL', 'SIGSTOP', 'SIGCONT']);

/** The variable that identifies a container's processes, also if their parent has ended. */
export const MARKER = 'PYCONT_CONTAINER';

export function processesIsolation(options: NetworkParts): Isolation {
  function rulesOf(box: Box): RewriteRules {
    const { root, mounts, hostsFile } = box.spec;
    const hostPrograms = root.binds
      .filter(({ source, target }) => source === target)
      .map(({ target }) => target);
    const sources = [...root.binds, ...mounts].map(({ source }) => source);
    const parts = [box.folder, ...root.layers, ...sources, hostsFile];
    const network = [options.netHook, ...(options.ports ? [options.ports.folder] : [])];
    return {
      root: join(box.folder, 'root'),
      same: [...hostPrograms, ...parts, ...network].filter((path) => path !== '/'),
    };
  }

  async function prepare(box: Box): Promise<void> {
    const root = join(box.folder, 'root');
    withUsualUmask(() => copyRoot(box.spec, root));
    const programs = join(box.folder, 'bin');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(box.folder, 'preload.cjs'), preloadScript);
    if (existsSync('/proc/self/environ')) {
      writeFileSync(join(programs, 'ps'), psScript);
      chmodSync(join(programs, 'ps'), 0o755);
    }
    box.view = { folders: ['/'], overlays: [] };
  }

  function command(
    box: Box,
    wanted: { argv: string[]; env?: Record<string, string>; workdir: string; tty: boolean },
  ): ChildCommand {
    const rules = rulesOf(box);
    const netHook = existsSync(options.netHook) ? options.netHook : undefined;
    const plain = containerEnvironment(box.spec, {
      netHook,
      hosts: box.spec.hostsFile,
      ports: options.ports?.folder,
      addressing: options.ports?.addressing,
      passwd: passwdOf(rules.root),
    });
    const { PATH, NODE_OPTIONS, ...rest } = { ...plain, ...wanted.env };
    const env: Record<string, string> = {
      ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, rewritePaths(value, rules)])),
      PATH: `${join(box.folder, 'bin')}:${rewriteSearchPath(PATH ?? '', process.env['PATH'] ?? '', rules)}`,
      NODE_OPTIONS: [`"--require=${join(box.folder, 'preload.cjs')}"`, NODE_OPTIONS]
        .filter(Boolean)
        .join(' '),
      PYCONT_ROOT: rules.root,
      PYCONT_SAME: rules.same.join(':'),
      PYCONT_PARENT: String(process.pid),
      PYCONT_HOSTNAME: box.spec.hostname,
      PYCONT_HOSTS: box.spec.hostsFile,
      PYCONT_PS: hostTool('ps') ?? 'ps',
      TMPDIR: join(rules.root, 'tmp'),
      [MARKER]: box.id,
    };
    const cwd = hostPath(posix.normalize(wanted.workdir), rules);
    const argv = rewriteCommand(wanted.argv, rules);
    findExecutable(box.view, argv[0]!, env, cwd);
    return { argv: [...dieWithParent(), ...(wanted.tty ? ownSession() : []), ...argv], env, cwd };
  }

  function members(box: Box, { initPid }: Running): Set<number> {
    const processes = allProcesses().filter(({ state }) => state !== 'Z');
    const known = processes.filter(
      ({ pid, session }) =>
        pid === initPid || session === initPid || environmentOf(pid).includes(`${MARKER}=${box.id}`),
    );
    return withDescendants(
      known.map(({ pid }) => pid),
      processes,
    );
  }

  function killAll(box: Box, running: Running): void {
    // A process may fork while its parent is being killed: repeat until none is left.
    for (let round = 0; round < 20; round += 1) {
      const left = members(box, running);
      if (left.size === 0) break;
      for (const pid of left) sendSignal(pid, 'SIGKILL');
    }
    if (!existsSync('/proc/self/stat')) sendSignal(-running.initPid, 'SIGKILL');
  }

  return {
    mode: 'processes',
    prepare,
    async launch(box) {
      const { spec, folder } = box;
      const child = await startChild(
        command(box, { argv: spec.command, workdir: spec.workdir, tty: spec.tty }),
        {
          tty: spec.tty,
          stdin: spec.stdin,
          scratch: folder,
        },
      );
      const initStartTime = processStat(child.pid)?.startTime;
      return { child, program: spec.command[0]!, initPid: child.pid, initStartTime };
    },
    execCommand: (box, _running, { command: argv, env, workdir, tty }) =>
      command(box, {
        argv,
        env: { ...(tty ? { TERM: 'xterm' } : {}), ...env },
        workdir: workdir ?? box.spec.workdir,
        tty,
      }),
    signal({ initPid, program }, signal) {
      const handled = catchesSignal(initPid, signal) ?? !isShell(program);
      if (UNCONDITIONAL.has(signal) || handled) sendSignal(initPid, signal);
    },
    killAll,
    async afterExit(box, running) {
      killAll(box, running);
    },
    commit: commitRoot,
  };
}

function passwdOf(root: string): string {
  const file = join(root, 'etc/passwd');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
