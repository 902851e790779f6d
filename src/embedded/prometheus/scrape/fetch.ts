/** One HTTP request to a target. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { createGunzip } from 'node:zlib';
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
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const isSecure = url.startsWith('https:');
    const request = (isSecure ? https : http).get(
      url,
      { agent: isSecure ? secure : plain, headers, signal, ...ca },
      (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          reject(
            new Error(
              `server returned HTTP status ${response.statusCode} ${response.statusMessage ?? ''}`.trim(),
            ),
          );
          return;
        }
        const body =
          response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('error', reject);
        body.on('error', reject);
        body.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_BODY) request.destroy(new Error('the answer is too large'));
          else chunks.push(chunk);
        });
        body.on('end', () => resolve(Buffer.concat(chunks).toString()));
      },
    );
    request.on('error', reject);
    return promise;
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
