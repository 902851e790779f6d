type Level = 'info' | 'warn' | 'error';

/** One JSON object a line on standard output: whoever runs the container collects it from there. */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
}
