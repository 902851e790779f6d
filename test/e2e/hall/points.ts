/** The point of each scene: what must be on the screen once this step has passed, in every window and language. */
export interface Point {
  scene: string;
  /** Id of the step that makes it: its name in scene.md, with dashes. */
  step: string;
  /** All of these are on the screen at once; each may be broken between rows. */
  shows: RegExp[];
}

export const POINTS: Point[] = [
  { scene: 'build', step: 'weigh-it', shows: [/app\/src$/, /prgcont\/pycont-app.*\d ?[MG]B/] },
  { scene: 'run', step: 'what-is-left-of-it', shows: [/Exited \(1\)/] },
  { scene: 'deploy', step: 'count-the-restarts', shows: [/kad-\S+ +1\/1 +Running +[1-9]/] },
  { scene: 'logging', step: 'find-the-diary', shows: [/app\.log/, /\/version/] },
  { scene: 'logging', step: 'follow-the-log-again', shows: [/\/version/] },
  { scene: 'crash', step: 'the-last-words', shows: [/Something terrible happened/] },
  { scene: 'signals', step: 'fix', shows: [/\+CMD \["\.\/entrypoint\.sh"\]/, /\+exec node/] },
  { scene: 'signals', step: 'stop-it', shows: [/^real\s+0m\d+[.,]/] },
  { scene: 'load', step: 'fix', shows: [/metrics\.ts/, /'request_latency'/] },
  { scene: 'load', step: 'watch-the-graph-fall', shows: [/100 ?%/, /\b[0-4]?\d([.,]\d+)? ?%/] },
  { scene: 'scale', step: 'who-answers', shows: [/kad-\S+.*kad-\S+/] },
  { scene: 'operator', step: 'the-part-that-thinks', shows: [/ObjectiveMissed/] },
  { scene: 'operator', step: 'on-his-laptop', shows: [/▮▮/] },
  { scene: 'operator', step: 'what-we-promise', shows: [/objective: 0\.9/] },
  { scene: 'operator', step: 'what-did-it-think', shows: [/ScaledDown/] },
  { scene: 'curtain', step: 'nothing-is-left', shows: [/✓/] },
];
