/** One pod. Its place is fixed by a transform: what appears or goes moves nothing else. */
import { POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Pod, Traffic } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { age } from '../time.ts';
import { useWords } from '../words.ts';
import type { Density } from './places/density.ts';
import type { Box } from './places/layout.ts';
import { factsOf, graceLeft, humps, suffixOf } from './pod-text.ts';

export interface TileProps {
  pod: Pod;
  box: Box;
  density: Density['name'];
  colour: number;
  traffic: Traffic | undefined;
  now: number;
  /** It is gone, and fades away. */
  gone: boolean;
  /** Where it runs, if not all run on one node. */
  node: string | undefined;
  /** The one that the Tab key reaches. */
  current: boolean;
  onPoint: (pod: string | undefined) => void;
}

export function Tile(props: TileProps) {
  const { pod, box, density, colour, traffic, now, gone, node, current, onPoint } = props;
  const say = useWords();
  const facts = factsOf(pod, traffic, now, say);
  return (
    <li
      class={`tile tile-${density} version-${colour}${gone ? ' gone' : ''}`}
      data-pod={pod.name}
      data-state={pod.state}
      style={placeOf(box)}
    >
      <button
        class="face"
        type="button"
        tabIndex={current ? 0 : -1}
        onFocus={() => onPoint(pod.name)}
        onBlur={() => onPoint(undefined)}
        onMouseEnter={() => onPoint(pod.name)}
        onMouseLeave={() => onPoint(undefined)}
      >
        <span class="unseen">{[pod.name, pod.version, ...facts].join(', ')}</span>
        <span class="inside" aria-hidden="true">
          {density === 'large' && <Large pod={pod} traffic={traffic} now={now} node={node} />}
          {density === 'slim' && <Slim pod={pod} traffic={traffic} now={now} />}
          {density === 'medium' && <Medium pod={pod} traffic={traffic} now={now} />}
          {density === 'small' && <Icon sign={pod.state} />}
        </span>
      </button>
    </li>
  );
}

export const placeOf = ({ x, y, width, height }: Box) => ({
  transform: `translate(${x}rem, ${y}rem)`,
  width: `${width}rem`,
  height: `${height}rem`,
});

type FaceProps = Pick<TileProps, 'pod' | 'traffic' | 'now'>;

function Large({ pod, traffic, now, node }: FaceProps & Pick<TileProps, 'node'>) {
  return (
    <>
      <span class="head">
        <b class="version">{pod.version}</b>
        <span class="suffix">{suffixOf(pod)}</span>
      </span>
      <span class="fact">
        <Icon sign={pod.state} />
        <Standing pod={pod} />
        {pod.state === 'ready' && <Since pod={pod} now={now} />}
      </span>
      <Course pod={pod} traffic={traffic} now={now} short={false} />
      {node && pod.state === 'ready' && <span class="fact node">{node}</span>}
    </>
  );
}

function Slim({ pod, traffic, now }: FaceProps) {
  return (
    <>
      <span class="head">
        <b class="version">{pod.version}</b>
        <Icon sign={pod.state} />
      </span>
      {!(pod.state === 'ready' && traffic) && (
        <span class="fact">
          <Standing pod={pod} brief />
        </span>
      )}
      <Course pod={pod} traffic={traffic} now={now} short />
    </>
  );
}

/** What it does at present: it serves, ends, or says why it cannot. */
function Course({ pod, traffic, now, short }: FaceProps & { short: boolean }) {
  if (pod.state === 'terminating') return <Grace pod={pod} now={now} />;
  if (pod.state === 'ready')
    return (
      <>
        <Served traffic={traffic} short={short} />
        <Trouble traffic={traffic} short={short} />
      </>
    );
  return (
    <>
      {pod.reason && pod.state !== 'backoff' && !short && (
        <span class="reason">
          <Words text={pod.reason} />
        </span>
      )}
      {pod.restarts > 0 && (
        <span class="fact">
          <Restarts count={pod.restarts} />
        </span>
      )}
    </>
  );
}

/**
 * While Kubernetes waits, its own word says for what: `CrashLoopBackOff`, `ImagePullBackOff`.
 * @param brief where there is no room for both, its word alone also says how it ended
 */
function Standing({ pod: { state, reason }, brief = false }: Pick<TileProps, 'pod'> & { brief?: boolean }) {
  const say = useWords();
  const own = state === 'backoff' || (brief && (state === 'crashed' || state === 'failed'));
  return <span class="word">{own && reason ? <Words text={reason} /> : say(POD_WORDS[state])}</span>;
}

const Words = ({ text }: { text: string }) => <>{humps(text).map((hump) => [hump, <wbr key={hump} />])}</>;

const Restarts = ({ count }: { count: number }) => (
  <>
    <Icon sign="restarts" />
    {count}
  </>
);

function Since({ pod, now }: { pod: Pod; now: number }) {
  return (
    <span class="aside">
      {pod.restarts > 0 ? <Restarts count={pod.restarts} /> : age(now - pod.createdAt)}
    </span>
  );
}

function Served({ traffic, short }: { traffic: Traffic | undefined; short: boolean }) {
  return <span class="fact rate">{traffic && <Rate rate={traffic.rate} short={short} />}</span>;
}

/** The Service has the unit. */
function Rate({ rate, short }: { rate: number; short: boolean }) {
  const say = useWords();
  return <>{say(short && rate >= 100 ? POD_WORDS.perSecond({ rate }) : POD_WORDS.rate({ rate }))}</>;
}

function Trouble({ traffic, short }: { traffic: Traffic | undefined; short: boolean }) {
  const say = useWords();
  const { errors = 0, waiting = 0 } = traffic ?? {};
  if (errors <= 0 && waiting <= 0) return null;
  const brief = short || (errors > 0 && waiting > 0);
  return (
    <span class="fact trouble">
      {errors > 0 && (
        <span class="errors">
          <Icon sign="errors" />
          {say(brief ? POD_WORDS.perSecond({ rate: errors }) : POD_WORDS.errors({ rate: errors }))}
        </span>
      )}
      {waiting > 0 && (
        <span class="waiting">
          {brief ? [<Icon key="line" sign="line" />, waiting] : say(POD_WORDS.waiting({ count: waiting }))}
        </span>
      )}
    </span>
  );
}

/** How long it may still take, as a bar that runs empty. */
function Grace({ pod, now }: { pod: Pod; now: number }) {
  const left = graceLeft(pod, now);
  if (left === undefined) return null;
  return (
    <span class="grace">
      <b>{`${left.seconds}\u{A0}s`}</b>
      <span class="bar">
        <span class="left" style={{ transform: `scaleX(${left.share})` }} />
      </span>
    </span>
  );
}

function Medium({ pod, traffic, now }: FaceProps) {
  const say = useWords();
  const left = pod.state === 'terminating' ? graceLeft(pod, now) : undefined;
  const serving = pod.state === 'ready' && traffic;
  return (
    <>
      <span class="head">
        <b class="version">{pod.version}</b>
        <Icon sign={pod.state} />
      </span>
      <span class="fact">
        {left ? (
          `${left.seconds}\u{A0}s`
        ) : serving ? (
          <Rate rate={traffic.rate} short />
        ) : (
          say(POD_WORDS[pod.state])
        )}
      </span>
    </>
  );
}
