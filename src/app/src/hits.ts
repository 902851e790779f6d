import { Redis } from 'ioredis';
import { log } from './log.ts';

export interface Hits {
  /** Counts one more; `total` is undefined while Redis is away. */
  count(): Promise<{ own: number; total: number | undefined }>;
  /** As counted so far; undefined while Redis is away. */
  total(): Promise<number | undefined>;
  readonly own: number;
  redis(): 'connected' | 'away';
  close(): void;
}

/**
 * Counts hits in Redis, shared by all instances and outliving them, and in this process.
 * @param server `host` or `host:port`
 */
export function createHits(server: string): Hits {
  const [host, port] = server.split(':');
  const redis = new Redis({
    host,
    port: Number(port ?? 6379),
    // The page must come at once, with or without the counter.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
  });
  let own = 0;
  let away = false;
  redis.on('ready', () => {
    if (away) log('info', 'redis is back', { server });
    away = false;
  });
  redis.on('error', (error: Error) => {
    if (!away) log('warn', 'redis is away, hits are counted here only', { server, error: error.message });
    away = true;
  });

  return {
    async count() {
      own += 1;
      const total = await redis.incr('hits').catch(() => undefined);
      return { own, total };
    },
    total: () => redis.get('hits').then(Number, () => undefined),
    get own() {
      return own;
    },
    redis: () => (redis.status === 'ready' ? 'connected' : 'away'),
    close: () => redis.disconnect(),
  };
}
