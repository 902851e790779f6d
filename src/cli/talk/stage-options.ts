import type { StageOptions } from '../../stage/index.ts';
import { progress } from '../terminal/output/progress.ts';
import type { Settings } from '../settings.ts';

/** The stage options from the global options. The choice of `auto` is reported to standard error. */
export function stageOptionsOf(settings: Settings): Omit<StageOptions, 'workspace'> {
  const { home, context, confirmed, registry } = settings;
  return {
    home,
    ...(context ? { context } : {}),
    ...(confirmed ? { confirmed } : {}),
    ...(registry ? { registry } : {}),
    report: progress(settings),
  };
}
