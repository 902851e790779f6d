import type { Point, View } from './view.ts';

/**
 * The events of `GET /events`, a stream of Server-Sent Events: each `data` is one of these as JSON, the event's name is
 * its key. The first event of a connection is always `view`; a browser that lost the stream connects again and gets a
 * new one. At least every two seconds there is some event, so that a stream that is silent for longer is lost.
 */
export interface StreamEvents {
  /** Everything; points are the oldest first. */
  view: Stamp & { view: View; points: Point[] };
  /** A JSON merge patch (RFC 7386) of the last view. */
  patch: Stamp & { patch: object };
  /** New points of the graph. */
  points: Stamp & { points: Point[] };
  /** Nothing changed. */
  alive: Stamp;
}

interface Stamp {
  /** The server's clock: ages are counted by it, not by the browser's. */
  now: number;
}
