/** Joins a pty to the speaker's terminal: keys go in, output comes out, and a resize is passed on. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { PtyProcess, TerminalSize } from '../../../show/index.ts';
import { columnsOf, rowsOf } from '../output/output.ts';
import { holdTerminal } from './suspend.ts';

/** How many of the last characters are kept, to know how the output ended. */
const LAST = 200;
const ENTER_ALTERNATE_SCREEN = '\u001B[?1049h';
const LEAVE_ALTERNATE_SCREEN = '\u001B[?1049l';
/** Resets what a killed program may leave set: colours, hidden cursor, cursor key and mouse modes. */
const RESET_MODES = '\u001B[0m\u001B[?25h\u001B[?1l\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1006l';
const ERASE_BELOW = '\u001B[J';

export function windowSize(out: WriteStream): TerminalSize {
  return { columns: columnsOf(out), rows: rowsOf(out) };
}

/** Until it has ended. */
export function joinPty(pty: PtyProcess, input: ReadStream, out: WriteStream): void {
  const onKeys = (data: string | Buffer) => pty.write(data.toString());
  const onResize = () => pty.resize(windowSize(out));
  const raw = (on: boolean) => void (input.destroyed || input.setRawMode(on));
  const stopHolding = holdTerminal({
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
  let onAlternateScreen = false;
  pty.onData((data) => {
    const text = line + data;
    const opened = text.lastIndexOf(ENTER_ALTERNATE_SCREEN);
    const closed = text.lastIndexOf(LEAVE_ALTERNATE_SCREEN);
    if (opened !== closed) onAlternateScreen = opened > closed;
    line = text.slice(-LAST);
    out.write(data);
  });
  void pty.done.then(() => {
    input.off('data', onKeys);
    out.off('resize', onResize);
    raw(false);
    stopHolding();
    input.pause();
    out.write(RESET_MODES + (onAlternateScreen ? LEAVE_ALTERNATE_SCREEN : ''));
    // As a shell does before its prompt: the show continues in a new line.
    const end = withoutStyle(line);
    if (end !== '' && !end.endsWith('\n') && !end.endsWith(LEAVE_ALTERNATE_SCREEN) && !onAlternateScreen)
      out.write('\r\n');
    // It may have left the cursor above what it had printed.
    out.write(ERASE_BELOW);
  });
}

/** Removes sequences that do not move the cursor: colours, modes, titles. */
function withoutStyle(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u001B\[[0-9;]*m|\u001B\[\?(?!1049)[0-9;]*[hl]|\u001B\][^\u0007]*\u0007|\r/g, '');
}
