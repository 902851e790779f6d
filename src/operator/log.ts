/** Structured lines: one JSON object each, for machines that collect logs. */
export type Fields = Record<string, unknown>;

export interface Log {
  info: (msg: string, fields?: Fields) => void;
  warn: (msg: string, fields?: Fields) => void;
}

export function jsonLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (msg: string, fields: Fields = {}) =>
      write(JSON.stringify({ time: new Date().toISOString(), level, msg, ...fields }));
  return { info: at('info'), warn: at('warn') };
}

/** For people: warnings only, in words. What is decided has lines of its own. */
export function plainLog(write: (line: string) => void): Log {
  const told = new Map<string, number>();
  return {
    info: () => {},
    warn: (msg) => {
      // A fault that lasts is one piece of news, not one a second.
      if (Date.now() - (told.get(msg) ?? -Infinity) < 30_000) return;
      if (told.size > 100) told.clear();
      told.set(msg, Date.now());
      write(`! ${msg}`);
    },
  };
}
