import http from 'node:http';
import https from 'node:https';
import type { Text } from '../../messages/index.ts';
import type { StagePart } from '../types.ts';

/** `refused`: nobody is there. `silent`: no answer in time, or one that says that it is not ready. */
export type Answer = 'well' | 'silent' | 'refused';

/** Something of the stage that can die, and be asked whether it lives. */
export interface Vital {
  part: StagePart;
  /** For a person, to begin a sentence. */
  name: Text;
  /** What to do when it is dead. */
  remedy: Text;
  ask(timeoutMs: number): Promise<Answer>;
}

/** @param server URL of an API server. What it answers does not matter, so no certificate and no secret is needed. */
export function askApiServer(server: string, timeoutMs: number): Promise<Answer> {
  const url = `${server.replace(/\/$/, '')}/readyz`;
  if (url.startsWith('http:')) return ask((done) => http.get(url, { agent: false }, done), timeoutMs);
  return ask((done) => https.get(url, { agent: false, rejectUnauthorized: false }, done), timeoutMs);
}

/** @param socketPath of a Docker Engine */
export function askEngine(socketPath: string, timeoutMs: number): Promise<Answer> {
  return ask((done) => http.get({ socketPath, path: '/_ping', agent: false }, done), timeoutMs);
}

type Answered = (response: http.IncomingMessage) => void;

function ask(get: (answered: Answered) => http.ClientRequest, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const request = get((response) => {
      response.resume();
      settle((response.statusCode ?? 500) < 500 ? 'well' : 'silent');
    });
    const timer = setTimeout(() => settle('silent'), timeoutMs);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
      request.destroy();
    };
    request.on('error', () => settle('refused'));
  });
}
