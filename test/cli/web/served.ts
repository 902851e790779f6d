/** A page that a command serves, as another process. */
import http from 'node:http';
import { onTestFinished } from 'vitest';
import { start } from '../pycont.ts';

export interface Served {
  url: string;
  running: ReturnType<typeof start>;
}

/** Waits for its line of JSON. */
export async function served(args: string[], env: NodeJS.ProcessEnv): Promise<Served> {
  const running = start([...args, '--json'], env);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  await new Promise<void>((resolve) => {
    running.child.stdout.on('data', () => running.soFar.stdout.includes('\n') && resolve());
    void running.done.then(() => resolve());
  });
  const [line] = running.soFar.stdout.split('\n');
  if (!line) throw new Error(`not served:\n${running.soFar.stderr}`);
  return { ...(JSON.parse(line) as { type: string; url: string }), running };
}

export interface Answer {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** With any header: fetch forbids some. */
export function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}
