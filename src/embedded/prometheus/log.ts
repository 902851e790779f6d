/** logfmt lines on stderr, as in Prometheus. */
export type Level = 'info' | 'warn' | 'error';

export function log(level: Level, message: string, fields: Record<string, string | number> = {}): void {
  const pairs = Object.entries({ ts: new Date().toISOString(), level, msg: message, ...fields });
  process.stderr.write(`${pairs.map(([key, value]) => `${key}=${quoted(String(value))}`).join(' ')}\n`);
}

function quoted(value: string): string {
  return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
