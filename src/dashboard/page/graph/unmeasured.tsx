/** Where nobody measures: the same place, and no numbers. */
import { GRAPH_WORDS } from '../../../messages/dashboard/index.ts';
import type { ServiceLevel } from '../../view/view.ts';
import { useWords } from '../words.ts';

export function Unmeasured({ none, level }: { none: boolean; level: ServiceLevel }) {
  const say = useWords();
  return (
    <section class="graph" aria-label={say(GRAPH_WORDS.title)}>
      <div class="panels unmeasured">
        <div class="reading" aria-hidden="true">
          <div class="read-share">
            <span>{say(GRAPH_WORDS.within({ ms: level.thresholdMs }))}</span>
            <b class="figure">?</b>
          </div>
          <div class="read-latency">
            <span>
              p50 <b>?</b>
            </span>
            <span>
              p95 <b>?</b>
            </span>
          </div>
        </div>
        <div class="nothing">
          <p class="statement">{say(none ? GRAPH_WORDS.unmeasured : GRAPH_WORDS.waiting)}</p>
          {none && <p>{say(GRAPH_WORDS.unmeasuredWhy)}</p>}
        </div>
      </div>
    </section>
  );
}
