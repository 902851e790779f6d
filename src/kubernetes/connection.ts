import http from 'node:http';
import https from 'node:https';
import { KUBERNETES, NETWORK } from '../messages/operator/index.ts';
import { NoCluster, TextError, textOf } from './errors.ts';
import { pause } from './backoff.ts';
import type { KubeConfiguration } from './configuration.ts';

/** A credential plugin may have to query a remote server. */
const CREDENTIALS_TIMEOUT_MS = 10_000;
/** Credentials are read again after this time: tokens of pods rotate. */
const CREDENTIALS_LAST_MS = 20_000;

/** The connection to an API server, with fresh credentials; connections are kept open between requests. */
export class Connection {
  readonly #load: () => KubeConfiguration;
  #config: KubeConfiguration;
  #current?: { options: https.RequestOptions; at: number; key: string };

  constructor(load: () => KubeConfiguration) {
    this.#load = load;
    this.#config = load();
  }

  /** Without a trailing slash. */
  get server(): string {
    return this.#config.getCurrentCluster()?.server.replace(/\/$/, '') ?? '';
  }

  /** After a 401: reads the configuration again, and the credentials at the next request. */
  reload(): void {
    this.#config = this.#load();
    this.expireCredentials();
  }

  /** After a failed request, the server may have a new certificate: credentials are read again. */
  expireCredentials(): void {
    if (this.#current) this.#current.at = -Infinity;
  }

  /** Rejects if the credentials cannot be read. */
  async options(): Promise<https.RequestOptions> {
    if (this.#current && performance.now() - this.#current.at < CREDENTIALS_LAST_MS)
      return this.#current.options;
    const options: https.RequestOptions = {};
    await inTime(this.#config.applyToHTTPSOptions(options));
    const cluster = this.#config.getCurrentCluster();
    const key = [options.ca, options.cert, options.key, cluster?.server].join('\n');
    const kept = this.#current?.key === key ? agentOf(this.#current.options) : undefined;
    // With a proxy, the agent of the library must be used.
    if (kept || !cluster?.proxyUrl) options.agent = kept ?? keepAliveAgent(this.server);
    this.#current = { options, at: performance.now(), key };
    return options;
  }

  close(): void {
    agentOf(this.#current?.options)?.destroy();
  }
}

/** The authorization header for options from `Connection.options`. */
export function authorization({ auth, headers }: https.RequestOptions): Record<string, string> {
  if (auth) return { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}

/** A credential plugin of the kubeconfig may fail without output, or not end. */
async function inTime(credentials: Promise<void>): Promise<void> {
  const ended = new AbortController();
  const late = pause(CREDENTIALS_TIMEOUT_MS, ended.signal).then(() => {
    if (!ended.signal.aborted) throw new TextError(NETWORK.noAnswer({ ms: CREDENTIALS_TIMEOUT_MS }));
  });
  try {
    await Promise.race([credentials, late]);
  } catch (error) {
    if (error instanceof NoCluster) throw error;
    throw new TextError(KUBERNETES.noCredentials({ why: textOf(error) }), { cause: error });
  } finally {
    ended.abort();
  }
}

const keepAliveAgent = (server: string): http.Agent =>
  new (server.startsWith('https:') ? https : http).Agent({
    keepAlive: true,
    keepAliveMsecs: 15_000,
    maxSockets: 32,
  });

const agentOf = (options: https.RequestOptions | undefined): http.Agent | undefined =>
  options?.agent instanceof http.Agent ? options.agent : undefined;
