import { Router } from 'express';

/** /action/terminate ends the process as SIGTERM does; /action/fail throws. */
export function actions(terminate: () => void): Router {
  const router = Router();
  router.all('/action/terminate', (_req, res) => {
    res.json({ terminating: true });
    terminate();
  });
  router.all('/action/fail', () => {
    throw new Error('failed because it was asked to');
  });
  return router;
}
