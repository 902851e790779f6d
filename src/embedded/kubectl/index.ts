/** The kubectl for machines without one, as `main.ts` runs it. */
export { main } from './cli.ts';
