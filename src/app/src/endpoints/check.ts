import { Router } from 'express';
import type { State } from '../state.ts';

/** /check/live answers while the process does; /check/ready only while it wants traffic. */
export function checks(state: State): Router {
  const router = Router();
  router.get('/check/live', (_req, res) => void res.json({ live: true }));
  router.get('/check/ready', (_req, res) => {
    const ready = state.ready();
    res.status(ready ? 200 : 500).json({ ready });
  });
  return router;
}
