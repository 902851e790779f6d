/** Containers with their own namespaces: on Linux, as root or a user who may create user namespaces. */
import { execFile } from 'node:child_process';
import {
  constants,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Box, Isolation, NetworkParts, Running } from '../box.ts';
import { startChild } from '../child.ts';
import type { Child, ChildCommand } from '../child.ts';
import { containerEnvironment } from '../environment.ts';
import { StartError } from '../errors.ts';
import { findExecutable } from '../executable.ts';
import { hostTool } from '../host-tools.ts';
import { resolveInside } from '../inside.ts';
import { processStat } from '../../../system/process-stat.ts';
import { sendSignal } from '../proc.ts';
import { ownSession } from '../streams/terminal.ts';
import { withUsualUmask } from '../umask.ts';
import type { ExecOptions, Mount } from '../types.ts';
import { commitUpper } from './commit.ts';
import { becomeUser, inNewNamespaces, joinContainer, joinUser, namespaceTools } from './entry.ts';
import { readMountinfo } from './mount-flags.ts';
import { planMounts, rootFolders } from './mount-plan.ts';
import { setupScript } from './setup-script.ts';
import type { Operation } from './setup-script.ts';

const run = promisify(execFile);
const HOOK_INSIDE = '/.pycont/net-hook.mjs';
const PORTS_INSIDE = '/.pycont/ports';
/** Variables that some shells export by themselves. */
const SHELL_LEFTOVERS = ['PWD', 'OLDPWD', 'SHLVL', '_'];

export function namespacesIsolation(options: NetworkParts): Isolation {
  const tools = namespaceTools();
  const plans = new WeakMap<Box, { operations: Operation[]; made: string[] }>();

  function environment(box: Box): Record<string, string> {
    const netHook = existsSync(options.netHook) ? HOOK_INSIDE : undefined;
    const ports = options.ports && PORTS_INSIDE;
    const addressing = options.ports?.addressing;
    return containerEnvironment(box.spec, {
      netHook,
      hosts: '/etc/hosts',
      ports,
      addressing,
      passwd: passwdOf(box),
    });
  }

  async function prepare(box: Box): Promise<void> {
    const { spec, folder } = box;
    const { upper, status } = rootFolders(folder);
    const extra: Mount[] = [{ source: spec.hostsFile, target: '/etc/hosts', readOnly: false }];
    if (existsSync(options.netHook))
      extra.push({ source: options.netHook, target: HOOK_INSIDE, readOnly: true });
    if (options.ports) extra.push({ source: options.ports.folder, target: PORTS_INSIDE, readOnly: false });
    if (existsSync('/etc/resolv.conf')) {
      extra.push({ source: '/etc/resolv.conf', target: '/etc/resolv.conf', readOnly: true });
    }
    const taken = new Set([...spec.mounts, ...spec.root.binds].map(({ target }) => target));
    const plan = withUsualUmask(() => {
      const others = extra.filter(({ target }) => !taken.has(target));
      const planned = planMounts(spec, folder, others, readMountinfo());
      writeFileSync(join(upper, 'etc/hostname'), `${spec.hostname}\n`);
      return planned;
    });
    await run(hostTool('mkfifo')!, ['-m', '600', status]);
    box.view = plan.view;
    plans.set(box, plan);
  }

  async function launch(box: Box): Promise<Running> {
    const { spec, folder } = box;
    const { root, status } = rootFolders(folder);
    const env = environment(box);
    findExecutable(box.view, spec.command[0]!, env, spec.workdir);
    const forgotten = SHELL_LEFTOVERS.filter((name) => env[name] === undefined).flatMap((name) => [
      '-u',
      name,
    ]);
    const argv = inNewNamespaces(tools, [
      tools.sh,
      '-c',
      setupScript,
      'setup',
      status,
      tools.mount,
      hostTool('hostname') ?? '',
      ...plans.get(box)!.operations.flat(),
      '--',
      ...(spec.tty ? ownSession() : []),
      tools.env,
      ...forgotten,
      ...becomeUser(tools, spec, root, spec.workdir),
      ...spec.command,
    ]);
    // Read and write: without a writer the reader would get the end before the script opens the FIFO.
    const statusFd = openSync(status, constants.O_RDWR | constants.O_NONBLOCK);
    const reports = new Socket({ fd: statusFd, readable: true, writable: false });
    try {
      const child = await startChild(
        { argv, env, cwd: folder },
        { tty: spec.tty, stdin: spec.stdin, scratch: folder },
      );
      try {
        const initPid = await readyPid(reports, statusFd, child);
        const initStartTime = processStat(initPid)?.startTime;
        return { child, program: spec.command[0]!, initPid, initStartTime };
      } catch (error) {
        child.stdout.destroy();
        child.stderr?.destroy();
        throw error;
      }
    } finally {
      reports.destroy();
    }
  }

  function execCommand(box: Box, { child, initPid }: Running, wanted: ExecOptions): ChildCommand {
    const { spec, folder } = box;
    const { root } = rootFolders(folder);
    const env = { ...environment(box), ...(wanted.tty ? { TERM: 'xterm' } : {}), ...wanted.env };
    const workdir = resolveInside(box.view, wanted.workdir ?? spec.workdir).inside;
    findExecutable(box.view, wanted.command[0]!, env, workdir);
    const user = wanted.user ?? spec.user;
    const entry =
      user === spec.user
        ? joinUser(tools, initPid, root, join(root, workdir))
        : becomeUser(tools, { user, group: user === 0 ? 0 : spec.group }, root, workdir);
    const argv = [
      ...joinContainer(tools, child.pid, initPid),
      ...(wanted.tty ? ownSession() : []),
      ...entry,
      ...wanted.command,
    ];
    return { argv, env, cwd: '/' };
  }

  return {
    mode: 'namespaces',
    prepare,
    launch,
    execCommand,
    // The kernel ignores signals that PID 1 of a namespace does not handle.
    signal: ({ initPid }, signal) => sendSignal(initPid, signal),
    // A PID namespace ends with its first process. The helper is killed first, because it would report another exit.
    killAll(_box, { child, initPid }) {
      sendSignal(child.pid, 'SIGKILL');
      sendSignal(initPid, 'SIGKILL');
    },
    afterExit: (_box, running) => untilGone(running),
    commit(box, targetFolder) {
      rmSync(join(rootFolders(box.folder).upper, 'etc/hostname'), { force: true });
      return commitUpper(box, plans.get(box)!.made, targetFolder);
    },
  };
}

function passwdOf(box: Box): string {
  const { host, stats } = resolveInside(box.view, '/etc/passwd');
  return host !== undefined && stats?.isFile() ? readFileSync(host, 'utf8') : '';
}

/** Waits for the script's report, and then for the program's user namespace. */
async function readyPid(reports: Socket, statusFd: number, child: Child): Promise<number> {
  let text = '';
  const exited = child.exit.then(() => 'exited' as const);
  const reported = new Promise<'reported'>((resolve) => {
    reports.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/^(ready \d+|failed: .*)\n/m.test(text)) resolve('reported');
    });
  });
  const first = await Promise.race([reported, exited]);
  // If a program ends immediately, its exit may be seen before its report is read: then it is in the FIFO.
  if (first === 'exited') text += readAvailable(statusFd);
  const pid = /^ready (\d+)$/m.exec(text)?.[1];
  if (pid === undefined) {
    // unshare, which runs before the script, writes its errors to the container's stream.
    const output = text || (await readAll(child.stderr ?? child.stdout));
    const why = output.trim().replaceAll('\n', '; ') || `set-up ended early (${first})`;
    await exited;
    throw new StartError(125, `cannot set the container up: ${why}`);
  }
  const initPid = Number(pid);
  // /proc has no user namespace for a process that has ended, so the loop ends as well.
  while (sameUserNamespace(child.pid, initPid)) await sleep(1);
  return initPid;
}

/** The current content of a FIFO that was opened with O_NONBLOCK. */
function readAvailable(fd: number): string {
  const buffer = Buffer.alloc(4096);
  try {
    return buffer.toString('utf8', 0, readSync(fd, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return '';
    throw error;
  }
}

/** The first process ends only after all other processes of its namespace. */
async function untilGone({ initPid, initStartTime }: Running): Promise<void> {
  for (;;) {
    const stat = processStat(initPid);
    if (stat === undefined || stat.startTime !== initStartTime || stat.state === 'Z') return;
    await sleep(2);
  }
}

function sameUserNamespace(one: number, other: number): boolean {
  try {
    return readlinkSync(`/proc/${one}/ns/user`) === readlinkSync(`/proc/${other}/ns/user`);
  } catch {
    return false;
  }
}
