export { countErrors, secondLine, summaryLines } from './report.ts';
export { runLoad } from './run.ts';
export { targetUrl } from './target-url.ts';
export type { LoadModel, LoadOptions, LoadSecond, LoadSummary } from './types.ts';
