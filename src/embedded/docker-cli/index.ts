/** The docker command of the embedded stage, as `main.ts` runs it. */
export { main } from './cli.ts';
