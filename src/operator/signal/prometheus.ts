import http from 'node:http';
import https from 'node:https';
import type { PrometheusAddress } from '../decision/policy.ts';
import { exchange, printable, withoutPassword } from '../../kubernetes/index.ts';
import type { Api, Reply } from '../../kubernetes/index.ts';
import { paths } from '../kubernetes/resources.ts';
import { failureOf, refusalOf } from './trouble.ts';
import { rowsOf } from './vector.ts';
import type { Row } from './vector.ts';

/** Longer queries are sent in the body: servers and proxies limit the length of a URL. */
const LONGEST_IN_URL = 6000;

interface PrometheusOptions {
  address: PrometheusAddress;
  /** Outside the cluster, a Service is reached through the API server. */
  through?: Api | undefined;
  timeoutMs?: number | undefined;
}

/** The query API of one Prometheus. */
export class Prometheus {
  readonly #options: PrometheusOptions;
  readonly #agents = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
  };

  constructor(options: PrometheusOptions) {
    this.#options = options;
  }

  /**
   * One instant query, one HTTP request.
   * @param time of the evaluation, in Prometheus' seconds; default: its current time
   * @throws SignalError if there is no valid answer; BadQuery if the query is refused
   */
  async query(expression: string, time?: number): Promise<Row[]> {
    const form = new URLSearchParams({
      query: expression,
      ...(time === undefined ? {} : { time: time.toFixed(3) }),
    });
    let reply: Reply;
    try {
      reply = await this.#send(form.toString());
    } catch (error) {
      throw failureOf(error);
    }
    const refusal = refusalOf(reply, 'url' in this.#options.address);
    if (refusal !== undefined) throw refusal;
    return rowsOf(reply.body);
  }

  get timeout(): number {
    return (this.#options.timeoutMs ?? 3000) / 1000;
  }

  get address(): string {
    return addressText(this.#options.address);
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  #send(form: string): Promise<Reply> {
    const { address, through } = this.#options;
    const timeoutMs = this.timeout * 1000;
    const short = form.length <= LONGEST_IN_URL;
    const path = `/api/v1/query${short ? `?${form}` : ''}`;
    const method = short ? 'GET' : 'POST';
    const body = short
      ? {}
      : { body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    if (through !== undefined && !('url' in address))
      return through.fetch(method, paths.service(address.namespace, address.service, address.port) + path, {
        ...body,
        timeoutMs,
      });
    const base =
      'url' in address
        ? address.url.replace(/\/$/, '')
        : `http://${address.service}.${address.namespace}.svc:${address.port}`;
    const agent = base.startsWith('https:') ? this.#agents.https : this.#agents.http;
    return exchange(base + path, { method, ...body, timeoutMs, connection: { agent } });
  }
}

/** For people, without a password: it ends up in logs, Events and status. */
const addressText = (address: PrometheusAddress): string =>
  'url' in address
    ? printable(withoutPassword(address.url))
    : `${address.namespace}/${address.service}:${address.port}`;
