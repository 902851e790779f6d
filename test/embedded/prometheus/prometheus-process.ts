/** Our Prometheus as a process, and targets with samples of the test. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { program } from '../../programs/program.ts';

export interface PrometheusProcess {
  url: string;
  process: ChildProcess;
  log(): string;
  /** Samples of an instant query as text: labels and value. */
  ask(query: string): Promise<string[]>;
  api(path: string): Promise<{ status: string; data: never; errorType?: string }>;
  stop(): Promise<number | null>;
}

export async function startPrometheus(
  configFile: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<PrometheusProcess> {
  const main = program('prometheus');
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [main, `--config.file=${configFile}`, `--web.listen-address=127.0.0.1:${port}`, ...args],
    {
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { ...process.env, ...env },
    },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const url = `http://127.0.0.1:${port}`;
  const api: PrometheusProcess['api'] = async (path) =>
    (await (await fetch(`${url}/api/v1/${path}`)).json()) as never;
  await until(
    async () =>
      child.exitCode !== null ||
      (await fetch(`${url}/-/ready`).then(
        (response) => response.ok,
        () => false,
      )),
  );
  return {
    url,
    process: child,
    log: () => log,
    api,
    async ask(query) {
      const { data } = (await api(`query?${new URLSearchParams({ query })}`)) as unknown as {
        data: { result: { metric: object; value: [number, string] }[] };
      };
      return data.result.map(({ metric, value }) => `${JSON.stringify(metric)} ${value[1]}`).sort();
    },
    async stop() {
      child.kill('SIGTERM');
      return exit;
    },
  };
}

export interface FakeTarget {
  address: string;
  /** The answer to the next scrape; a number is a status code. */
  answer: string | number;
  requests: { url: string; headers: IncomingHttpHeaders }[];
  server: Server;
}

export async function fakeTarget(answer: string | number): Promise<FakeTarget> {
  const target: FakeTarget = { address: '', answer, requests: [], server: undefined as never };
  target.server = await listening((request, response) => {
    target.requests.push({ url: request.url ?? '', headers: request.headers });
    if (typeof target.answer === 'number') response.writeHead(target.answer).end();
    else response.end(target.answer);
  });
  target.address = `127.0.0.1:${(target.server.address() as AddressInfo).port}`;
  return target;
}

export async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await delay(20);
}

async function freePort(): Promise<number> {
  const server = await listening(() => {});
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
