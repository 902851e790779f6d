import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Config {
  port: number;
  redisServer: string;
  configFile: string;
  color: string;
  podName: string;
  nodeName: string;
}

/** @throws {Error} when PORT is no TCP port */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = Number(env.PORT ?? 5000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is no TCP port: ${env.PORT}`);
  return {
    port,
    redisServer: env.REDIS_SERVER || 'localhost',
    configFile: env.CONFIG_FILE || '/etc/kad/config.yml',
    color: cssColor(env.COLOR) ?? 'steelblue',
    podName: hostname(),
    nodeName: env.NODE_NAME || 'unknown',
  };
}

/** The config file as it is now: a mounted ConfigMap changes while the app runs. Undefined when there is none. */
export function readConfigFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Only what is plainly a colour may enter the page's style. */
function cssColor(text: string | undefined): string | undefined {
  return text && /^(#[0-9a-f]{3,8}|[a-z]{3,30})$/i.test(text) ? text : undefined;
}
