/** pods/NAME/log: a container's log as plain text, followed until the client disconnects. */
import { once } from 'node:events';
import type { LogOptions } from '../../containers/index.ts';
import type { Call } from './context.ts';
import { number } from './options.ts';
import { isTrue } from './request-info.ts';
import { noSuchMethod } from '../errors.ts';

export async function serveLog(call: Call): Promise<void> {
  const { info, node, response, closing } = call;
  if (info.verb !== 'get') throw noSuchMethod();
  const { query } = info;
  const gone = new AbortController();
  const limitBytes = number(query, 'limitBytes');
  const source = node().logs(info.namespace!, info.name!, query.get('container') ?? undefined, {
    ...logOptions(query),
    previous: isTrue(query.get('previous')),
    signal: AbortSignal.any([gone.signal, closing]),
  });
  const lines = source[Symbol.asyncIterator]();
  const follow = isTrue(query.get('follow'));
  const timestamps = isTrue(query.get('timestamps'));
  response.once('close', () => gone.abort());

  const start = () => {
    if (response.headersSent) return;
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-cache, private' });
    response.flushHeaders();
  };
  // An error (no such container, still creating) comes before the first line and needs an error status, so the headers
  // wait for the first line; but a client that follows a silent program must see that it is connected.
  if (follow) setTimeout(start, CONNECTED_AFTER_MS).unref();

  let left = limitBytes ?? Infinity;
  for (
    let result = await lines.next();
    !result.done && left > 0 && !gone.signal.aborted;
    result = await lines.next()
  ) {
    start();
    const { time, text: said } = result.value;
    const text = Buffer.from(timestamps ? `${time} ${said}` : said);
    const piece = text.length > left ? text.subarray(0, left) : text;
    left -= piece.length;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  start();
  await lines.return?.();
  response.end();
}

const CONNECTED_AFTER_MS = 100;

function logOptions(query: URLSearchParams): LogOptions {
  const tailLines = number(query, 'tailLines');
  const sinceSeconds = number(query, 'sinceSeconds');
  const since =
    query.get('sinceTime') ??
    (sinceSeconds ? new Date(Date.now() - sinceSeconds * 1000).toISOString() : undefined);
  return {
    follow: isTrue(query.get('follow')),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(since ? { since } : {}),
  };
}
