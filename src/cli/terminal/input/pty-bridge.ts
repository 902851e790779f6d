/** Joins a pty to the speaker's terminal: keys go in, output comes out, and a resize is passed on. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { OpenTerminal } from '../../../show/index.ts';
import { holdTerminal } from './suspend.ts';

/** Of what came last so much is kept, to know where it ended. */
const LAST = 200;
const OTHER_SCREEN_OPENS = '\u001B[?1049h';
const OTHER_SCREEN_CLOSES = '\u001B[?1049l';
/** What a program that was killed leaves behind: colours, no cursor, cursor key and mouse modes. */
const AS_BEFORE = '\u001B[0m\u001B[?25h\u001B[?1l\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1006l';

/** @returns undefined where the native pty is not installed: commands get the real terminal then */
export async function ptyBridge(input: ReadStream, out: WriteStream): Promise<OpenTerminal | undefined> {
  const ptys = await import('@lydell/node-pty').catch(() => undefined);
  if (!ptys) return undefined;
  return (program, args, { cwd, env }) => {
    const size = () => ({ cols: out.columns || 80, rows: out.rows || 24 });
    const name = process.env.TERM ?? 'xterm-256color';
    const pty = ptys.spawn(program, args, { ...size(), name, cwd, env: env as Record<string, string> });
    const onKeys = (data: string | Buffer) => pty.write(data.toString());
    const onResize = () => {
      try {
        pty.resize(size().cols, size().rows);
      } catch {
        // The program has ended already, and its pty with it.
      }
    };
    const raw = (on: boolean) => void (input.destroyed || input.setRawMode(on));
    const letGo = holdTerminal({
      release: () => raw(false),
      retake: () => {
        raw(true);
        onResize();
      },
    });
    raw(true);
    input.on('data', onKeys);
    input.resume();
    out.on('resize', onResize);
    let line = '';
    let onOtherScreen = false;
    pty.onData((data) => {
      const text = line + data;
      const opened = text.lastIndexOf(OTHER_SCREEN_OPENS);
      const closed = text.lastIndexOf(OTHER_SCREEN_CLOSES);
      if (opened !== closed) onOtherScreen = opened > closed;
      line = text.slice(-LAST);
      out.write(data);
    });
    const done = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
      pty.onExit((ended) => {
        input.off('data', onKeys);
        out.off('resize', onResize);
        raw(false);
        letGo();
        input.pause();
        out.write(AS_BEFORE + (onOtherScreen ? OTHER_SCREEN_CLOSES : ''));
        // As a shell does before its prompt: the show goes on in a line of its own.
        const end = withoutStyle(line);
        if (end !== '' && !end.endsWith('\n') && !end.endsWith(OTHER_SCREEN_CLOSES) && !onOtherScreen)
          out.write('\r\n');
        resolve(ended);
      });
    });
    return { pid: pty.pid, done };
  };
}

/** Without what moves no cursor: colours, modes, titles. */
function withoutStyle(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u001B\[[0-9;]*m|\u001B\[\?(?!1049)[0-9;]*[hl]|\u001B\][^\u0007]*\u0007|\r/g, '');
}
