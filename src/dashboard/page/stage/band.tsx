/** A workload that is shown large: its title, and what stands below its pods. */
import { POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Pod, PodState } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import type { Group } from './cards.ts';
import type { Band } from './layout.ts';
import { placeOf } from './tile.tsx';

export function Title({ card, box }: Pick<Band, 'card'> & { box: Band['title'] }) {
  const say = useWords();
  const { workload, groups } = card;
  const current = groups.find((group) => group.current);
  const old = groups.find((group) => !group.current && group.pods.length > 0);
  return (
    <div class="card-title" style={placeOf(box)}>
      <h3>{card.name}</h3>
      <span class="kind">{card.kind}</span>
      {workload && <span>{say(POD_WORDS.readyOf(workload))}</span>}
      {workload?.stuck ? (
        <span class="stuck">
          <Icon sign="failed" />
          {say(POD_WORDS.stuck({ why: workload.stuck }))}
        </span>
      ) : (
        old &&
        current && (
          <span class="rollout">{say(POD_WORDS.rollout({ from: old.version, to: current.version }))}</span>
        )
      )}
    </div>
  );
}

interface LabelProps {
  group: Group;
  box: Band['box'];
  colour: number;
  /** There is another version beside it. */
  paired: boolean;
  /** States are counted where tiles are too small for words. */
  counted: boolean;
  hidden: number;
}

export function GroupLabel({ group, box, colour, paired, counted, hidden }: LabelProps) {
  const say = useWords();
  const { pods, wanted, current } = group;
  return (
    <div class={`group-label version-${colour}${paired ? ' paired' : ''}`} style={placeOf(box)}>
      {paired && (
        <span>
          {say(current ? POD_WORDS.new : POD_WORDS.old)}{' '}
          {say(POD_WORDS.podsOf({ pods: pods.length, wanted }))}
        </span>
      )}
      {counted && <Counts pods={pods} />}
      {hidden > 0 && <span>{say(POD_WORDS.more({ count: hidden }))}</span>}
      {!paired && <Node pods={pods} />}
    </div>
  );
}

function Counts({ pods }: { pods: readonly Pod[] }) {
  const say = useWords();
  const counts = Map.groupBy(pods, ({ state }): PodState => state);
  return (
    <>
      {[...counts].map(([state, { length: count }]) => (
        <span key={state} class="count" data-state={state}>
          <Icon sign={state} />
          {say(POD_WORDS.counted({ count, state: say(POD_WORDS[state]) }))}
        </span>
      ))}
    </>
  );
}

/** Where all are on one node, that is said once. */
function Node({ pods }: { pods: readonly Pod[] }) {
  const say = useWords();
  const nodes = new Set(pods.flatMap(({ node }) => node ?? []));
  const [node] = nodes;
  return nodes.size === 1 ? <span class="quiet">{say(POD_WORDS.node({ node: node! }))}</span> : null;
}
