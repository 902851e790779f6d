import http from 'node:http';
import https from 'node:https';
import type { Api } from '../kubernetes/api.ts';
import { withoutPassword } from '../errors.ts';
import { exchange } from '../kubernetes/http.ts';
import type { Reply } from '../kubernetes/http.ts';
import type { PrometheusAddress } from '../decision/policy.ts';
import { answerOf, queryOf } from './query.ts';
import type { Answer, Question } from './query.ts';
import { paths } from '../kubernetes/resources.ts';

/** Prometheus does not understand the question: no use in asking again. */
export class BadQuery extends Error {}

/** Longer queries go into a body: servers and proxies limit the length of an address. */
const LONGEST_IN_URL = 6000;

export interface PrometheusOptions {
  address: PrometheusAddress;
  /** The way to a Service from outside the cluster leads through the API server. */
  through?: Api;
  timeoutMs?: number;
}

/** The query API of one Prometheus. */
export class Prometheus {
  readonly #options: PrometheusOptions;
  readonly #agents = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
  };
  /** Own expressions that Prometheus has refused, by scaler: what it said. */
  readonly #refused = new Map<string, { expression: string; why: string }>();

  constructor(options: PrometheusOptions) {
    this.#options = options;
  }

  /** One question, one HTTP request. Throws when there is no answer, or none that can be understood. */
  async ask(question: Question): Promise<Answer & { refused: Map<string, string> }> {
    const own = new Map(
      [...question.own].filter(([key, text]) => this.#refused.get(key)?.expression !== text),
    );
    try {
      return this.#withRefused(await this.#query({ ...question, own }));
    } catch (error) {
      if (!(error instanceof BadQuery) || own.size === 0) throw error;
      // Somebody's expression spoils the query of all: find out whose, once, and go on without it.
      await this.#findRefused(own);
      const good = new Map([...own].filter(([key]) => !this.#refused.has(key)));
      return this.#withRefused(await this.#query({ ...question, own: good }));
    }
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  #withRefused(answer: Answer): Answer & { refused: Map<string, string> } {
    return { ...answer, refused: new Map([...this.#refused].map(([key, { why }]) => [key, why])) };
  }

  async #findRefused(own: Map<string, string>): Promise<void> {
    for (const [key, expression] of own) {
      this.#refused.delete(key);
      try {
        await this.#query({ namespaces: [], windows: [], own: new Map([[key, expression]]) });
      } catch (error) {
        if (!(error instanceof BadQuery)) throw error;
        this.#refused.set(key, { expression, why: error.message });
      }
    }
  }

  async #query(question: Question): Promise<Answer> {
    if (question.windows.length === 0 && question.own.size === 0)
      return { targets: new Map(), own: new Map() };
    const reply = await this.#send(new URLSearchParams({ query: queryOf(question) }).toString());
    if (reply.status === 400 || reply.status === 422) throw new BadQuery(complaintOf(reply));
    if (reply.status !== 200) throw new Error(complaintOf(reply));
    return answerOf(reply.body);
  }

  #send(form: string): Promise<Reply> {
    const { address, through, timeoutMs = 3000 } = this.#options;
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

/** For people: it ends up in logs, Events and status, where a password has no place. */
export const addressText = (address: PrometheusAddress): string =>
  'url' in address ? withoutPassword(address.url) : `${address.namespace}/${address.service}:${address.port}`;

function complaintOf({ status, body }: Reply): string {
  try {
    const { error, message } = JSON.parse(body) as { error?: string; message?: string };
    return `Prometheus answers ${status}: ${error ?? message ?? 'no reason given'}`;
  } catch {
    return `Prometheus answers ${status}`;
  }
}
