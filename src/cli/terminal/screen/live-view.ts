/**
 * How ink draws a live view. Its callers know that there is a terminal: ink itself would take one for a log where the
 * environment has CI, as of a terminal that a test opens, and show nothing before the end.
 */
export const LIVE_VIEW = { interactive: true, exitOnCtrlC: false, incrementalRendering: true } as const;
