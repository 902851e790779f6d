/** A workload that is shown large: its way in, its title, and what stands below its pods. */
import { POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Pod, PodState, Traffic } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import type { Card, Group } from './places/cards.ts';
import { Entry } from './entry.tsx';
import type { Band, Box } from './places/layout.ts';
import type { Memory } from './places/memory.ts';
import { placeOf } from './tile.tsx';

interface FrameProps {
  band: Band;
  traffic: Readonly<Record<string, Traffic>>;
  /** Somebody measures; else there is no traffic that is known. */
  measured: boolean;
  gone: Memory['gone'];
  colourOf: (card: Card, version: string) => number;
}

export function BandFrame({ band, traffic, measured, gone, colourOf }: FrameProps) {
  const { card, narrow, entry, title, groups, density, tiles, free } = band;
  const own = tiles.flatMap(({ pod }) => traffic[pod] ?? []);
  return (
    <section class={narrow ? 'narrow' : ''} aria-label={`${card.kind} ${card.name}`}>
      <Entry card={card} box={entry} traffic={own} measured={measured} />
      <Title card={card} gone={gone} box={title} />
      {free.map((box) => (
        <div key={`${box.x} ${box.y}`} class="free" style={placeOf(box)} />
      ))}
      {groups.map(({ group, box, hidden }) => (
        <GroupLabel
          key={group.name}
          group={group}
          pods={group.pods.filter(({ name }) => gone[name] === undefined)}
          box={box}
          hidden={hidden}
          colour={colourOf(card, group.version)}
          paired={groups.length > 1}
          counted={density.name !== 'large' && density.name !== 'slim'}
        />
      ))}
    </section>
  );
}

function Title({ card, gone, box }: Pick<FrameProps, 'gone'> & { card: Card; box: Box }) {
  const say = useWords();
  const { workload, groups } = card;
  const current = groups.find((group) => group.current);
  const old = groups.find(
    ({ current, pods }) => !current && pods.some(({ name }) => gone[name] === undefined),
  );
  return (
    <div class="card-title" style={placeOf(box)}>
      <h2>{card.name}</h2>
      <span class="kind">{card.kind}</span>
      {workload && <span class="ready">{say(POD_WORDS.readyOf(workload))}</span>}
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
  /** Without those that are gone. */
  pods: readonly Pod[];
  box: Box;
  colour: number;
  /** There is another version beside it. */
  paired: boolean;
  /** States are counted where tiles are too small for words. */
  counted: boolean;
  hidden: number;
}

function GroupLabel({ group, pods, box, colour, paired, counted, hidden }: LabelProps) {
  const say = useWords();
  const { wanted, current } = group;
  const ready = pods.filter(({ state }) => state === 'ready').length;
  return (
    <div class={`group-label version-${colour}${paired ? ' paired' : ''}`} style={placeOf(box)}>
      {paired && (
        <span>
          {say(current ? POD_WORDS.newPods({ ready, wanted }) : POD_WORDS.oldPods({ count: pods.length }))}
        </span>
      )}
      {counted && !paired && <Counts pods={pods} />}
      {hidden > 0 && <span>{say(POD_WORDS.more({ count: hidden }))}</span>}
      {!paired && !counted && <Node pods={pods} />}
    </div>
  );
}

/** In the order in which they are counted. */
const STATES: readonly PodState[] = [
  'ready',
  'starting',
  'pending',
  'unready',
  'crashed',
  'backoff',
  'failed',
  'terminating',
  'succeeded',
];

function Counts({ pods }: { pods: readonly Pod[] }) {
  const say = useWords();
  const counts = STATES.map((state) => ({ state, count: pods.filter((pod) => pod.state === state).length }));
  return (
    <>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => (
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
