import { EVALUATION } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';

/** Structured lines: one JSON object each, for machines that collect logs. */
export type Fields = Record<string, unknown>;

export interface Log {
  info: (msg: Text, fields?: Fields) => unknown;
  warn: (msg: Text, fields?: Fields) => unknown;
}

export function jsonLog(write: (line: string) => void): Log {
  const isNews = newsOnly();
  const line = (level: string, msg: Text, fields: Fields = {}): void =>
    write(JSON.stringify({ time: new Date().toISOString(), level, msg: String(msg), ...fields }));
  return {
    info: (msg, fields) => line('info', msg, fields),
    warn: (msg, fields) => isNews(JSON.stringify([String(msg), fields])) && line('warn', msg, fields),
  };
}

/** For people: warnings only. Decisions have their own lines. */
export function plainLog(write: (line: Text) => void): Log {
  const isNews = newsOnly();
  return { info: () => {}, warn: (msg) => isNews(String(msg)) && write(EVALUATION.warning({ why: msg })) };
}

const SAME_NEWS_MS = 30_000;

/** A fault that lasts is logged now and then, not every second. */
function newsOnly(): (text: string) => boolean {
  const reported = new Map<string, number>();
  return (text) => {
    if (performance.now() - (reported.get(text) ?? -Infinity) < SAME_NEWS_MS) return false;
    if (reported.size > 100) reported.clear();
    reported.set(text, performance.now());
    return true;
  };
}
