/** Connects two TCP connections to each other. */
import type { Socket } from 'node:net';

/**
 * Both must allow half-open connections: the end of one direction is forwarded, and the other direction stays open.
 * A reset or an unfinished close of one side resets the other.
 */
export function splice(a: Socket, b: Socket): void {
  forward(a, b);
  forward(b, a);
}

function forward(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on('error', () => onGone(from, to));
  from.on('close', () => onGone(from, to));
}

function onGone(gone: Socket, peer: Socket): void {
  if (peer.destroyed) return;
  // If the closed side had sent everything, it still has to arrive; the peer's answer has no reader.
  if (gone.readableEnded) {
    if (gone.errored) peer.destroySoon();
    return;
  }
  peer.resetAndDestroy();
}
