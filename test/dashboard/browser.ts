/** A browser as far as the stream goes: what it has been sent, and the view that comes of it. */
import http from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { applyMergePatch } from '../../src/dashboard/view/merge-patch.ts';
import type { StreamEvents } from '../../src/dashboard/view/stream.ts';
import type { Point, View } from '../../src/dashboard/view/view.ts';

interface Received {
  event: keyof StreamEvents;
  at: number;
  text: string;
}

export class Browser {
  readonly received: Received[] = [];
  /** Everything, byte by byte. */
  raw = '';
  #view: View | undefined;
  points: Point[] = [];
  readonly ended: Promise<void>;
  readonly #request: ClientRequest;

  constructor(url: string) {
    this.#request = http.get(new URL('events', url), { agent: false });
    this.ended = new Promise((resolve) => this.#request.on('close', resolve));
    this.#request.on('error', () => {});
    this.#request.on('response', (response) => this.#read(response));
  }

  /** Throws until there is one. */
  get view(): View {
    if (this.#view === undefined) throw new Error('no view has come yet');
    return this.#view;
  }

  count(event: keyof StreamEvents): number {
    return this.received.filter((each) => each.event === event).length;
  }

  /** It stops reading, without closing the connection. */
  sleep(): void {
    this.#request.socket?.pause();
  }

  close(): void {
    this.#request.destroy();
  }

  #read(response: IncomingMessage): void {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (this.raw += chunk));
    response.on('error', () => {});
    let event: string | undefined;
    const lines = createInterface({ input: response });
    lines.on('line', (line) => {
      if (line.startsWith('event: ')) event = line.slice(7);
      if (line.startsWith('data: ')) this.#take(event as keyof StreamEvents, line.slice(6));
    });
    lines.on('error', () => {});
  }

  #take(event: keyof StreamEvents, text: string): void {
    this.received.push({ event, at: performance.now(), text });
    const data = JSON.parse(text) as StreamEvents['view'] & StreamEvents['patch'];
    if (event === 'view') [this.#view, this.points] = [data.view, data.points];
    if (event === 'patch') this.#view = applyMergePatch(this.#view!, data.patch);
    if (event === 'points') this.points.push(...data.points);
  }
}
