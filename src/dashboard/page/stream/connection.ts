/** Listens to the server, for as long as the page is open. */
import type { StreamEvents } from '../../view/stream.ts';
import type { Told } from './state.ts';

/** The server says something every two seconds at least: after this the stream is lost. */
const SILENCE = 5_000;
const CHECK = 500;
/** A server that starts again has this long to answer before it is asked once more. */
const PATIENCE = 3_000;

const NAMES = ['view', 'patch', 'points', 'alive'] as const satisfies (keyof StreamEvents)[];

interface Listener {
  told: (what: Told) => void;
  /** Whether the stream is lost: nothing was heard for too long. */
  silent: (lost: boolean) => void;
}

/** @returns ends it */
export function listen(url: string, listener: Listener): () => void {
  let source: EventSource | undefined;
  let heardAt = Date.now();
  let openedAt = 0;

  const open = () => {
    source?.close();
    openedAt = Date.now();
    source = new EventSource(url);
    for (const name of NAMES)
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        heardAt = Date.now();
        listener.silent(false);
        listener.told({ name, data: JSON.parse(data) } as Told);
      });
  };

  // EventSource gives up after some answers, and does not notice a connection that is dead.
  const check = () => {
    const now = Date.now();
    if (now - heardAt < SILENCE) return;
    listener.silent(true);
    if (now - openedAt > PATIENCE) open();
  };

  open();
  const timer = setInterval(check, CHECK);
  return () => {
    clearInterval(timer);
    source?.close();
  };
}
