/** One HTTP request to a target. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { open, read } from '../../../kubernetes/index.ts';
import type { ScrapeConfig } from '../config-types.ts';

const MAX_BODY = 64 * 1024 * 1024;

export type Fetch = (url: string, signal: AbortSignal) => Promise<string>;

/** A fetch that keeps its connection to the target open between scrapes. */
export function targetFetch(
  config: Pick<ScrapeConfig, 'tls' | 'authorization' | 'scheme'>,
  timeout: number,
): { fetch: Fetch; close(): void } {
  const plain = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const secure = new https.Agent({
    keepAlive: true,
    maxSockets: 1,
    rejectUnauthorized: !config.tls.insecureSkipVerify,
  });
  const fetch: Fetch = async (url, signal) => {
    const ca = config.tls.caFile ? { ca: await readFile(config.tls.caFile) } : {};
    const headers = {
      accept: 'text/plain;version=0.0.4;q=0.9,*/*;q=0.1',
      'accept-encoding': 'gzip',
      'user-agent': 'pycont-prometheus',
      'x-prometheus-scrape-timeout-seconds': String(timeout / 1000),
      ...(await authorizationHeader(config)),
    };
    const agent = url.startsWith('https:') ? secure : plain;
    const response = await open(url, { headers, connection: { agent, ...ca } }, signal);
    if (response.statusCode !== 200) {
      response.resume();
      throw new Error(
        `server returned HTTP status ${response.statusCode} ${response.statusMessage ?? ''}`.trim(),
      );
    }
    const zipped = response.headers['content-encoding'] === 'gzip';
    try {
      return await read(zipped ? pipeline(response, createGunzip(), () => {}) : response, MAX_BODY);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  };
  return {
    fetch,
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

async function authorizationHeader({
  authorization,
}: Pick<ScrapeConfig, 'authorization'>): Promise<{ authorization?: string }> {
  if (!authorization) return {};
  if ('header' in authorization) return { authorization: authorization.header };
  return { authorization: `Bearer ${(await readFile(authorization.tokenFile, 'utf8')).trim()}` };
}
