/** The transport of a remote command: WebSocket channels or SPDY streams. */
import type { Readable, Writable } from 'node:stream';
import type { Status } from '../status.ts';

export interface CommandChannels {
  /** Ends when the client closes its input. */
  stdin?: Readable;
  stdout?: Writable;
  stderr?: Writable;
  onResize(handler: (columns: number, rows: number) => void): void;
  /** Resolves when the client has disconnected. */
  closed: Promise<void>;
  /** Sends the final status after the output, then ends the connection. */
  finish(status: Status): Promise<void>;
}

export interface CommandStreams {
  stdin: boolean;
  stdout: boolean;
  stderr: boolean;
  tty: boolean;
}

/** `{"Width":80,"Height":24}`, case-insensitive; anything else is ignored. */
export function parseSize(text: string): { columns: number; rows: number } | undefined {
  try {
    const size = JSON.parse(text);
    const columns = size.Width ?? size.width;
    const rows = size.Height ?? size.height;
    return Number.isInteger(columns) && Number.isInteger(rows) ? { columns, rows } : undefined;
  } catch {
    return undefined;
  }
}
