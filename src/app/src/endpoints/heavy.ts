import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';

const ROUNDS = 20;
const HASHES_A_ROUND = 5_000;

/** Burns CPU: a chain of 100,000 hashes, in rounds, so that probes are answered in between. */
export const heavy: RequestHandler = async (_req, res) => {
  const start = performance.now();
  let digest = 'kad';
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < HASHES_A_ROUND; i += 1) digest = createHash('sha256').update(digest).digest('hex');
    await new Promise(setImmediate);
  }
  res.json({ hashes: ROUNDS * HASHES_A_ROUND, digest, milliseconds: Math.round(performance.now() - start) });
};
