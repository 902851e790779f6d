import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Samples = [labels: Record<string, string>, value: string | number][];

/** A vector in the form of Prometheus' query API. */
export const vector = (samples: Samples): object => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: samples.map(([metric, value]) => ({ metric, value: [1_780_000_000, String(value)] })),
  },
});

/** What one Deployment's latency looks like; rate in requests a second. */
export interface Latency {
  rate: number;
  share: number;
  mean?: number;
  pods: number;
}

export function samplesOf(
  namespace: string,
  workload: string,
  window: number,
  threshold: number,
  latency: Latency,
): Samples {
  const { rate, share, mean = 0.1, pods } = latency;
  const labels = (signal: string, more = {}) => ({
    signal: `${signal}/${window}`,
    namespace,
    workload,
    ...more,
  });
  return [
    [labels('bucket', { le: String(threshold) }), rate * share],
    [labels('bucket', { le: String(threshold * 10) }), rate],
    [labels('bucket', { le: '+Inf' }), rate],
    [labels('sum'), rate * mean],
    [labels('fresh'), pods],
    [labels('scraped'), pods],
  ];
}

type Respond = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A Prometheus that says what the test wants: a body, or anything else a broken server may do. */
export interface ScriptedPrometheus {
  url: string;
  port: number;
  queries: string[];
  answer: (respond: Respond) => void;
  samples: (samples: () => Samples | Promise<Samples>) => void;
  close: () => Promise<void>;
  listen: () => Promise<void>;
}

export async function scriptedPrometheus(): Promise<ScriptedPrometheus> {
  let port = 0;
  let respond: Respond = (_request, response) => response.end('{}');
  const queries: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form =
        request.method === 'POST'
          ? Buffer.concat(chunks).toString()
          : new URL(request.url ?? '', 'http://x').search;
      queries.push(new URLSearchParams(form).get('query') ?? '');
      // Whoever has gone meanwhile needs no answer.
      void Promise.resolve(respond(request, response)).catch(() => response.destroy());
    });
  });
  const listen = async (): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    queries,
    answer: (next) => void (respond = next),
    samples: (samples) =>
      void (respond = async (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(vector(await samples())))),
    listen,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
