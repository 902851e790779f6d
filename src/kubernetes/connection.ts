import http from 'node:http';
import https from 'node:https';
import { KUBERNETES, NETWORK } from '../messages/operator/index.ts';
import { TextError, textOf } from './errors.ts';
import { pause } from './backoff.ts';
import type { KubeConfiguration } from './configuration.ts';

/** A program that gives credentials may have to ask somebody far away. */
const CREDENTIALS_TIMEOUT_MS = 10_000;
/** Credentials are read again after this time: tokens of pods rotate. */
const CREDENTIALS_LAST_MS = 20_000;

/** How to reach an API server, with credentials that are never old; connections are kept open between requests. */
export class Connection {
  readonly #load: () => KubeConfiguration;
  #config: KubeConfiguration;
  #current?: { options: https.RequestOptions; at: number; key: string };

  constructor(load: () => KubeConfiguration) {
    this.#load = load;
    this.#config = load();
  }

  /** Without a slash at its end. */
  get server(): string {
    return this.#config.getCurrentCluster()?.server.replace(/\/$/, '') ?? '';
  }

  /** The server does not know us any more: the next request reads configuration and credentials afresh. */
  distrust(): void {
    this.#config = this.#load();
    this.doubt();
  }

  /** The server was not reached, and may have another certificate when it is back: credentials are read again. */
  doubt(): void {
    if (this.#current) this.#current.at = -Infinity;
  }

  /** Rejects when the credentials cannot be read. */
  async options(): Promise<https.RequestOptions> {
    if (this.#current && performance.now() - this.#current.at < CREDENTIALS_LAST_MS)
      return this.#current.options;
    const options: https.RequestOptions = {};
    await inTime(this.#config.applyToHTTPSOptions(options));
    const cluster = this.#config.getCurrentCluster();
    const key = [options.ca, options.cert, options.key, cluster?.server].join('\n');
    const kept = this.#current?.key === key ? agentOf(this.#current.options) : undefined;
    // Behind a proxy the library's own agent is the one that knows the way.
    if (kept || !cluster?.proxyUrl) options.agent = kept ?? keepAliveAgent(this.server);
    this.#current = { options, at: performance.now(), key };
    return options;
  }

  close(): void {
    agentOf(this.#current?.options)?.destroy();
  }
}

/** The header that names us, for options as `Connection.options` gives them. */
export function authorization({ auth, headers }: https.RequestOptions): Record<string, string> {
  if (auth) return { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}

/** A program named by the kubeconfig may fail without a word, or not come to an end. */
async function inTime(credentials: Promise<void>): Promise<void> {
  const ended = new AbortController();
  const late = pause(CREDENTIALS_TIMEOUT_MS, ended.signal).then(() => {
    if (!ended.signal.aborted) throw new TextError(NETWORK.noAnswer({ ms: CREDENTIALS_TIMEOUT_MS }));
  });
  try {
    await Promise.race([credentials, late]);
  } catch (error) {
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
