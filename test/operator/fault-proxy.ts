import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface Asked {
  method: string;
  /** With the query. */
  path: string;
  watch: boolean;
  at: number;
  /** It reached the API server. */
  passed: boolean;
}

/** An API server and how it lets us in: by a token, or by a certificate and its key. */
export interface Upstream {
  url: string;
  ca: string;
  token?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
}

/** What becomes of a request instead of being passed on. */
export type Fault =
  | { status: number; reason?: string; headers?: Record<string, string> }
  /** A watch that opens, says that its version is too old, and ends. */
  | 'expired'
  | 'reset'
  /** The request is passed on and done, but the answer never arrives. */
  | 'lost answer'
  /** The connection stays open and says nothing. */
  | 'silent'
  | { delayMs: number };

/**
 * Stands between the operator and a real API server: passes on, counts, and breaks what it is told to. Speaks
 * plain HTTP to the operator, and lets it in by a token of its own, which can expire.
 */
export class FaultProxy {
  readonly asked: Asked[] = [];
  /** How many connections were ever made. */
  connections = 0;
  /** Gives the fault for a request, or undefined to pass it on. */
  fault: (asked: Asked) => Fault | undefined = () => undefined;
  #upstream: Upstream;
  #agent: https.Agent;
  readonly #sockets = new Set<Socket>();
  #server = this.#create();
  port = 0;
  /** Who shows this one comes in with our rights upstream; any other token is passed on as it is. */
  token = newToken();
  readonly #expired = new Set<string>();
  /** No event of a watch gets through while true, on connections that stay open. */
  watchesSilent = false;

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
    this.#agent = agentFor(upstream);
  }

  /** From now on another server is behind it; what is open stays with the old one. */
  reroute(upstream: Upstream): void {
    this.#upstream = upstream;
    this.#agent = agentFor(upstream);
  }

  /** Listens, again on the same port after `down`. */
  async up(): Promise<void> {
    this.#server = this.#create();
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
  }

  /** Nobody listens any more, and what was open is cut. */
  async down(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async close(): Promise<void> {
    await this.down();
    this.#agent.destroy();
  }

  /** Cuts every connection there is. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** From now on the token is refused, and kubeconfigs hold a new one. */
  expireToken(): void {
    this.#expired.add(this.token);
    this.token = newToken();
  }

  kubeconfig(token = this.token, namespace = 'default'): string {
    const cluster = { server: `http://127.0.0.1:${this.port}`, 'insecure-skip-tls-verify': true };
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'proxy', cluster }],
      users: [{ name: 'admin', user: { token } }],
      contexts: [{ name: 'proxy', context: { cluster: 'proxy', user: 'admin', namespace } }],
      'current-context': 'proxy',
    });
  }

  #create(): http.Server {
    const server = http.createServer((request, response) => void this.#take(request, response));
    server.on('connection', (socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    return server;
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const asked = {
      method: request.method ?? 'GET',
      path,
      watch: path.includes('watch=true'),
      at: performance.now(),
      passed: false,
    };
    this.asked.push(asked);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const fault: Fault | undefined = this.#expired.has(token)
      ? { status: 401, reason: 'Unauthorized' }
      : this.fault(asked);
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault === 'silent') return;
    if (fault === 'expired') return expire(response);
    if (fault !== undefined && fault !== 'lost answer' && 'status' in fault) return refuse(response, fault);
    if (fault !== undefined && fault !== 'lost answer')
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    this.#pass(request, response, asked, fault === 'lost answer');
  }

  #pass(request: http.IncomingMessage, response: http.ServerResponse, asked: Asked, lost: boolean): void {
    const { host: _host, connection: _connection, authorization, ...headers } = request.headers;
    const ours = authorization === `Bearer ${this.token}`;
    const shown = ours ? this.#upstream.token && `Bearer ${this.#upstream.token}` : authorization;
    if (shown) headers.authorization = shown;
    asked.passed = true;
    const passed = https.request(
      this.#upstream.url + asked.path,
      { method: asked.method, headers, agent: this.#agent },
      (answer) => {
        if (lost) {
          answer.resume();
          answer.once('end', () => request.socket.resetAndDestroy());
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        // What was silent once stays so: the bytes in between would be missing.
        let silent = false;
        const heard = (): boolean => !(silent ||= asked.watch && this.watchesSilent);
        answer.on('data', (chunk: Buffer) => void (heard() && response.write(chunk)));
        answer.on('end', () => void (heard() && response.end()));
        answer.on('error', () => response.destroy());
      },
    );
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  }
}

const agentFor = ({ ca, cert, key }: Upstream): https.Agent =>
  new https.Agent({ keepAlive: true, ca, cert, key });

const newToken = (): string => randomBytes(12).toString('hex');

function expire(response: http.ServerResponse): void {
  const object = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Expired', code: 410 };
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
}

function refuse(
  response: http.ServerResponse,
  fault: { status: number; reason?: string; headers?: Record<string, string> },
): void {
  const { status, reason = '', headers = {} } = fault;
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason,
    code: status,
    message: `injected ${status}`,
  };
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
