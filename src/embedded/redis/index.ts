/** A small Redis: the server and its client, as `main.ts` runs them in a process of their own. */
export { runCli } from './client/run.ts';
export { runServer } from './server.ts';
