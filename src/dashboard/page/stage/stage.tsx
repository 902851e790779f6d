/** The cluster: the way in, the traffic, and the pods. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { PAGE } from '../../../messages/dashboard/index.ts';
import type { View } from '../../view/view.ts';
import { useMedia, useSize } from '../use-size.ts';
import type { Size } from '../use-size.ts';
import { useWords } from '../words.ts';
import { BandFrame } from './band.tsx';
import type { Card } from './places/cards.ts';
import { Details } from './details.tsx';
import { layoutOf } from './places/layout.ts';
import type { Memory } from './places/memory.ts';
import { moveFocus } from './move-focus.ts';
import { nodeLabels } from './places/nodes.ts';
import { ribbonsOf } from './flow/ribbons.ts';
import { Shelf } from './shelf.tsx';
import { Tile } from './tile.tsx';
import { TrafficCanvas } from './flow/traffic-canvas.tsx';

interface Props {
  view: View;
  memory: Memory;
  now: number;
  old: boolean;
  /** The stage is as high as its pods need, and the page scrolls. */
  scrolls: boolean;
}

export function Stage(props: Props) {
  const roomRef = useRef<HTMLDivElement>(null);
  const size = useSize(roomRef);
  const { namespace } = props.view;
  return (
    <div class="stage" ref={roomRef}>
      {size &&
        (props.memory.large.length === 0 ? (
          <Empty namespace={namespace} />
        ) : (
          <Bands {...props} size={size} />
        ))}
    </div>
  );
}

/** Height of the line below the bands. */
const SHELF = 2.7;

function Bands({ view, memory, now, old, scrolls, size }: Props & { size: Size }) {
  const say = useWords();
  const [pointed, setPointed] = useState<string>();
  const reduced = useMedia('(prefers-reduced-motion: reduce)');
  const { large, seats, gone, colours } = memory;
  const { scalers } = view;
  const height = scrolls ? undefined : size.height - SHELF;
  const layout = useMemo(() => {
    const most = ({ key }: Card) =>
      Object.values(scalers).find(({ workload }) => workload === key)?.maxReplicas ?? 0;
    return layoutOf(large, { seats, most }, { width: size.width, height });
  }, [large, seats, scalers, size.width, height]);
  // Rates are of now, or they are nothing.
  const traffic = view.metrics.state === 'ok' ? view.traffic : NONE;
  const ribbons = useMemo(
    () =>
      layout.bands.flatMap((band) =>
        band.card.service ? ribbonsOf(band, traffic, (pod) => view.pods[pod]?.state === 'ready') : [],
      ),
    [layout, traffic, view.pods],
  );
  const colourOf = (card: Card, version: string) => colours[card.key]?.get(version) ?? 0;
  const nodes = nodeLabels(Object.values(view.pods).map(({ node }) => node));
  // By name: an element that is moved in the document would begin its animation again.
  const tiles = layout.bands
    .flatMap((band) =>
      band.tiles.map((tile) => ({ ...tile, band, data: view.pods[tile.pod] ?? gone[tile.pod]?.pod })),
    )
    .sort((a, b) => (a.pod < b.pod ? -1 : 1));
  const shown = tiles.find(({ pod }) => pod === pointed && view.pods[pod]);
  const reachable = shown?.pod ?? tiles[0]?.pod;
  return (
    <>
      <div class="bands" style={{ height: `${layout.height}rem` }}>
        <TrafficCanvas
          ribbons={ribbons}
          width={size.width}
          height={layout.height}
          unit={size.unit}
          old={old}
          reduced={reduced}
        />
        {layout.bands.map((band) => (
          <BandFrame
            key={band.card.key}
            band={band}
            traffic={traffic}
            measured={view.metrics.state === 'ok'}
            gone={gone}
            colourOf={colourOf}
          />
        ))}
        <ul class="tiles" aria-label={say(PAGE.cluster)} onKeyDown={moveFocus}>
          {tiles.map(
            ({ pod, data, box, band }) =>
              data && (
                <Tile
                  key={pod}
                  pod={data}
                  box={box}
                  density={band.density.name}
                  colour={colourOf(band.card, data.version)}
                  traffic={traffic[pod]}
                  now={now}
                  gone={gone[pod] !== undefined}
                  node={nodes.get(data.node ?? '')}
                  current={pod === reachable}
                  onPoint={setPointed}
                />
              ),
          )}
        </ul>
        {shown?.data && (
          <Details
            pod={shown.data}
            near={shown.box}
            room={size}
            traffic={traffic[shown.pod]}
            now={now}
            image={shown.band.card.groups.find(({ name }) => name === shown.group)?.image}
          />
        )}
      </div>
      <Shelf cards={memory.shelf} />
    </>
  );
}

const NONE: View['traffic'] = {};

function Empty({ namespace }: { namespace: string }) {
  const say = useWords();
  return (
    <div class="nothing">
      <p class="statement">{say(PAGE.empty({ namespace }))}</p>
      <p>{say(PAGE.emptyNext)}</p>
    </div>
  );
}
