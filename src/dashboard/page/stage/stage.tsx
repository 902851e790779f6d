/** The cluster: the way in, the traffic, and the pods. */
import { useRef, useState } from 'preact/hooks';
import { PAGE } from '../../../messages/dashboard/index.ts';
import type { View } from '../../view/view.ts';
import { useMedia, useSize } from '../use-size.ts';
import type { Size } from '../use-size.ts';
import { useWords } from '../words.ts';
import { GroupLabel, Title } from './band.tsx';
import { Details } from './details.tsx';
import { Entry } from './entry.tsx';
import { moveFocus } from './move-focus.ts';
import { ribbonsOf } from './ribbons.ts';
import { Shelf } from './shelf.tsx';
import { Tile } from './tile.tsx';
import { TrafficCanvas } from './traffic.tsx';
import { usePlaces } from './use-places.ts';

interface Props {
  view: View;
  now: number;
  old: boolean;
  theme: string;
  /** The stage is as high as its pods need, and the page scrolls. */
  scrolls: boolean;
}

export function Stage(props: Props) {
  const room = useRef<HTMLDivElement>(null);
  const size = useSize(room);
  return (
    <div class="stage" ref={room}>
      {size && <Bands {...props} size={size} />}
    </div>
  );
}

/** Lines below the bands. */
const SHELF = 2.7;

function Bands({ view, now, old, theme, scrolls, size }: Props & { size: Size }) {
  const say = useWords();
  const places = usePlaces(view, {
    width: size.width,
    height: scrolls ? undefined : size.height - SHELF,
  });
  const [pointed, setPointed] = useState<string>();
  const { bands, tiles, colourOf } = places;
  const reduced = useMedia('(prefers-reduced-motion: reduce)');
  const ribbons = bands.flatMap((band) =>
    band.card.service ? ribbonsOf(band, view.traffic, (pod) => view.pods[pod]?.state === 'ready') : [],
  );
  const shown = tiles.find(({ pod, gone }) => pod === pointed && !gone);
  const reachable = shown?.pod ?? tiles[0]?.pod;
  if (bands.length === 0) return <Empty namespace={view.namespace} />;
  return (
    <>
      <div class="bands" style={{ height: `${places.height}rem` }}>
        <TrafficCanvas
          ribbons={ribbons}
          width={size.width}
          height={places.height}
          unit={size.unit}
          old={old}
          theme={theme}
          reduced={reduced}
        />
        {bands.map(({ card, entry, title, groups, density, tiles }) => (
          <section key={card.key} aria-label={`${card.kind} ${card.name}`}>
            <Entry card={card} box={entry} traffic={tiles.flatMap(({ pod }) => view.traffic[pod] ?? [])} />
            <Title card={card} box={title} />
            {groups.map(({ group, box, hidden }) => (
              <GroupLabel
                key={group.name}
                group={group}
                box={box}
                hidden={hidden}
                colour={colourOf(card.key, group.version)}
                paired={groups.length > 1}
                counted={density.name !== 'large'}
              />
            ))}
          </section>
        ))}
        <ul class="tiles" aria-label={say(PAGE.cluster)} onKeyDown={moveFocus}>
          {tiles.map(({ pod, data, box, band, gone }) => (
            <Tile
              key={pod}
              pod={data}
              box={box}
              density={band.density.name}
              colour={colourOf(band.card.key, data.version)}
              traffic={view.traffic[pod]}
              now={now}
              gone={gone}
              current={pod === reachable}
              onGone={() => places.forget(pod)}
              onPoint={setPointed}
            />
          ))}
        </ul>
        {shown && (
          <Details
            pod={shown.data}
            near={shown.box}
            room={size}
            traffic={view.traffic[shown.pod]}
            now={now}
            image={shown.band.card.groups.find(({ name }) => name === shown.group)?.image}
          />
        )}
      </div>
      <Shelf cards={places.shelf} />
    </>
  );
}

function Empty({ namespace }: { namespace: string }) {
  const say = useWords();
  return (
    <div class="nothing">
      <p class="statement">{say(PAGE.empty({ namespace }))}</p>
      <p>{say(PAGE.emptyNext)}</p>
    </div>
  );
}
