import { STAGE } from '../../messages/index.ts';
import { listenerOn } from '../../system/port-listener.ts';
import type { TakenPort } from '../types.ts';
import { containerOn } from './port-owner.ts';

interface Ports {
  /** Of the stage. */
  env: Record<string, string>;
  /** Whether what this container publishes is the talk's own. */
  isOwn(container: string): boolean;
  /** Makes another port the LOCAL_PORT. */
  move(): Promise<number>;
}

/** Who has a port that a command wanted; LOCAL_PORT moves, unless the talk itself has it. */
export async function portTaken(port: number, { env, isOwn, move }: Ports): Promise<TakenPort> {
  const container = await containerOn(port, env);
  const listener = container === undefined ? await listenerOn(port) : undefined;
  const holder =
    container !== undefined
      ? STAGE.container({ name: container })
      : listener
        ? STAGE.process(listener)
        : STAGE.anotherProgram;
  const own = container !== undefined && isOwn(container) ? { ownContainer: container } : {};
  if (own.ownContainer !== undefined || String(port) !== env.LOCAL_PORT) return { holder, ...own };
  return { holder, moved: localPortVariables(await move()) };
}

export function localPortVariables(port: number): Record<string, string> {
  return { LOCAL_PORT: String(port), LOCAL_URL: `http://127.0.0.1:${port}` };
}
