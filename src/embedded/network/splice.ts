/** Two TCP connections joined as if they were one. */
import type { Socket } from 'node:net';

/**
 * Both must allow half-open: an end on one side is passed on as an end, and the other direction goes on. A reset or
 * an unfinished close of one side resets the other.
 */
export function splice(a: Socket, b: Socket): void {
  forward(a, b);
  forward(b, a);
}

function forward(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on('error', () => abandon(from, to));
  from.on('close', () => abandon(from, to));
}

function abandon(gone: Socket, peer: Socket): void {
  if (peer.destroyed) return;
  // What the gone side has completely sent still has to arrive; nobody is left to hear the peer's answer.
  if (gone.readableEnded) {
    if (gone.errored) peer.destroySoon();
    return;
  }
  peer.resetAndDestroy();
}
