/** Simulates one world after another, by seed, until it receives null. */
import { parentPort, workerData } from 'node:worker_threads';
import { play } from './play.ts';

const { hours } = workerData as { hours: number };
parentPort?.on('message', (seed: number | null) => {
  if (seed === null) parentPort?.close();
  else parentPort?.postMessage(play(seed, hours));
});
