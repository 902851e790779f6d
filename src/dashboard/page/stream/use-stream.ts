import { useEffect, useReducer, useState } from 'preact/hooks';
import { listen } from './connection.ts';
import { learn } from './state.ts';
import type { Known, Told } from './state.ts';

export interface Stream {
  /** Undefined until the server has answered. */
  known: Known | undefined;
  /** Nothing has been heard for too long. */
  lost: boolean;
  /** The server's clock; it stands still while the stream is lost, as all that is shown does. */
  now: number;
  /** The same, but it never stands still. */
  clock: number;
}

export function useStream(url: string): Stream {
  const [known, told] = useReducer<Known | undefined, [what: Told, at: number]>(
    (before, [what, at]) => learn(before, what, at),
    undefined,
  );
  const [lost, setLost] = useState(false);
  const [second, tick] = useState(Date.now);
  useEffect(() => listen(url, { told: (what) => told([what, Date.now()]), silent: setLost }), [url]);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const { heardAt = second, ahead = 0 } = known ?? {};
  const clock = Math.max(second, heardAt) + ahead;
  return { known, lost, now: lost ? heardAt + ahead : clock, clock };
}
