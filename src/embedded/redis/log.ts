/** Lines on stdout: process, time, message. */
export function log(message: string): void {
  const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
  process.stdout.write(`${process.pid}:M ${now} * ${message}\n`);
}
