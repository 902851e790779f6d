/** Signals that end a show gracefully: steps and background steps are ended before the process. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Ends the show as Ctrl-C does. */
  readonly quit: () => void;
  /** Exit code, once interrupted. */
  code(): number | undefined;
  dispose(): void;
}

export function watchInterrupts(): Interrupt {
  const controller = new AbortController();
  let code: number | undefined;
  const listeners = Object.entries(SIGNALS).map(([name, exit]) => {
    const listener = () => {
      code ??= exit;
      controller.abort();
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: controller.signal,
    quit: () => {
      code ??= SIGNALS.SIGINT;
      controller.abort();
    },
    code: () => code,
    dispose: () => listeners.forEach((off) => off()),
  };
}
