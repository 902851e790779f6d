/** What every way of finding targets gives back, and where it reports. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void;
export interface Discovery {
  stop(): void;
}
