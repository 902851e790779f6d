/** A program in a pseudo-terminal, by the native module, which is not installed everywhere. */
import type { TerminalSize } from './emulator.ts';

export interface PtyProcess {
  /** Leads its session and its process group. */
  readonly pid: number;
  /** All that it has printed was handed over by then. */
  readonly done: Promise<{ exitCode: number; signal?: number | undefined }>;
  write(data: string): void;
  resize(size: TerminalSize): void;
  onData(listener: (data: string) => void): void;
}

export interface PtyOptions {
  cwd: string;
  /** Complete. */
  env: Record<string, string | undefined>;
  size: TerminalSize;
}

export type SpawnInPty = (program: string, args: string[], options: PtyOptions) => PtyProcess;

/** @returns undefined where there is no module for this machine */
export async function loadPty(): Promise<SpawnInPty | undefined> {
  const ptys = await import('@lydell/node-pty').catch(() => undefined);
  return ptys && ((...args) => spawn(ptys, ...args));
}

type NodePty = typeof import('@lydell/node-pty');

function spawn(ptys: NodePty, program: string, args: string[], { cwd, env, size }: PtyOptions): PtyProcess {
  const pty = ptys.spawn(program, args, {
    name: env.TERM ?? 'xterm-256color',
    cols: size.columns,
    rows: size.rows,
    cwd,
    env,
  });
  /** It has ended already, and its terminal with it. */
  const whileThere = (act: () => void) => {
    try {
      act();
    } catch {
      // Its end is told by `done`.
    }
  };
  return {
    pid: pty.pid,
    done: new Promise((resolve) => pty.onExit(resolve)),
    write: (data) => whileThere(() => pty.write(data)),
    resize: ({ columns, rows }) => whileThere(() => pty.resize(columns, rows)),
    onData: (listener) => void pty.onData(listener),
  };
}
