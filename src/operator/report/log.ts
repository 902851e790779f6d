/** Structured lines: one JSON object each, for machines that collect logs. */
export type Fields = Record<string, unknown>;

export interface Log {
  info: (msg: string, fields?: Fields) => unknown;
  warn: (msg: string, fields?: Fields) => unknown;
}

export function jsonLog(write: (line: string) => void): Log {
  const isNews = newsOnly();
  const line = (level: string, msg: string, fields: Fields = {}): void =>
    write(JSON.stringify({ time: new Date().toISOString(), level, msg, ...fields }));
  return {
    info: (msg, fields) => line('info', msg, fields),
    warn: (msg, fields) => isNews(JSON.stringify([msg, fields])) && line('warn', msg, fields),
  };
}

/** For people: warnings only, in words. What is decided has lines of its own. */
export function plainLog(write: (line: string) => void): Log {
  const isNews = newsOnly();
  return { info: () => {}, warn: (msg) => isNews(msg) && write(`! ${msg}`) };
}

const SAME_NEWS_MS = 30_000;

/** A fault that lasts is one piece of news now and then, not one a second. */
function newsOnly(): (text: string) => boolean {
  const told = new Map<string, number>();
  return (text) => {
    if (performance.now() - (told.get(text) ?? -Infinity) < SAME_NEWS_MS) return false;
    if (told.size > 100) told.clear();
    told.set(text, performance.now());
    return true;
  };
}
