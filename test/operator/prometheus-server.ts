import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Samples = [labels: Record<string, string>, value: string | number][];

/** A vector in the form of Prometheus' query API. @param at the time of the evaluation, seconds */
export const vector = (samples: Samples, at = Date.now() / 1000): object => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: samples.map(([metric, value]) => ({ metric, value: [at, String(value)] })),
  },
});

/** An instant query. */
export interface Query {
  expression: string;
  /** Seconds since the epoch, where it is not the present. */
  time?: number;
}

export const isCounters = ({ expression }: Query): boolean => expression.includes('"signal", "time"');
export const isDiagnosis = ({ expression }: Query): boolean => expression.includes('"signal", "unlabelled"');

type Respond = (request: IncomingMessage, response: ServerResponse, query: Query) => unknown;

/** A Prometheus that says what the test wants: a body, or anything else a broken server may do. */
export interface ScriptedPrometheus {
  url: string;
  port: number;
  /** Of the present: what is asked of the past is only asked in addition. */
  queries: string[];
  answer: (respond: Respond) => void;
  samples: (samples: (query: Query) => Samples | Promise<Samples>) => void;
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
      const asked = new URLSearchParams(form);
      const time = asked.get('time');
      const query = {
        expression: asked.get('query') ?? '',
        ...(time === null ? {} : { time: Number(time) }),
      };
      if (time === null) queries.push(query.expression);
      // Whoever has gone meanwhile needs no answer.
      void Promise.resolve(respond(request, response, query)).catch(() => response.destroy());
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
      void (respond = async (_request, response, query) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(vector(await samples(query), query.time)))),
    listen,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
