import type { NotesEvents } from '../wire.ts';

/** The server says something every two seconds at least. */
const SILENCE_MS = 5_000;
const CHECK_MS = 500;

interface Listener {
  view(view: NotesEvents['view']): void;
  /** Whether nothing has been heard for too long. */
  lost(lost: boolean): void;
}

/** Listens to the server for as long as the page is open. */
export function listen({ view, lost }: Listener): void {
  let source: EventSource;
  let heardAt = Date.now();
  let openedAt = 0;
  const heard = () => {
    heardAt = Date.now();
    lost(false);
  };
  const open = () => {
    openedAt = Date.now();
    source = new EventSource('events');
    source.addEventListener('alive', heard);
    source.addEventListener('view', ({ data }: MessageEvent<string>) => {
      heard();
      view(JSON.parse(data) as NotesEvents['view']);
    });
  };
  open();
  setInterval(() => {
    if (Date.now() - heardAt < SILENCE_MS) return;
    lost(true);
    // It gives up after some answers, and does not notice a connection that is dead.
    if (Date.now() - openedAt < SILENCE_MS) return;
    source.close();
    open();
  }, CHECK_MS);
}
