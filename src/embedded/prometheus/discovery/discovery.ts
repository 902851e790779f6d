/** The interface of a discovery mechanism, and its log. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void;
export interface Discovery {
  stop(): void;
}
