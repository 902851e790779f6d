/** The zlib streams that a SPDY connection keeps for its header blocks, one for each direction. */
import { constants, createDeflate, createInflate } from 'node:zlib';
import type { Deflate, Inflate } from 'node:zlib';
import { DICTIONARY } from './spdy-dictionary.ts';

export interface HeaderCompression {
  /** Blocks must be inflated in the order of their frames: callers wait for each one. */
  inflate(block: Buffer): Promise<Buffer>;
  deflate(block: Buffer): Promise<Buffer>;
  close(): void;
}

export function headerCompression(): HeaderCompression {
  const options = { dictionary: DICTIONARY, flush: constants.Z_SYNC_FLUSH };
  const inflate = createInflate(options);
  const deflate = createDeflate(options);
  return {
    inflate: queued(inflate),
    deflate: queued(deflate),
    close() {
      inflate.close();
      deflate.close();
    },
  };
}

function queued(stream: Inflate | Deflate): (block: Buffer) => Promise<Buffer> {
  let tail: Promise<unknown> = Promise.resolve();
  // Without a listener an invalid block would crash the process.
  stream.on('error', () => {});
  const through = (block: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      const failed = (error: Error) => reject(error);
      stream.once('error', failed);
      // When the callback runs, the whole inflated block is readable.
      stream.write(block, () => {
        stream.off('error', failed);
        resolve((stream.read() as Buffer | null) ?? Buffer.alloc(0));
      });
    });
  return (block) => {
    const result = tail.then(() => through(block));
    tail = result.catch(() => {});
    return result;
  };
}
