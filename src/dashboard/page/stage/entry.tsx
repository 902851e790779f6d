/** The way in: Ingress and Service, with what passes through. */
import { POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Traffic } from '../../view/view.ts';
import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import type { Card } from './places/cards.ts';
import type { Box } from './places/layout.ts';
import { placeOf } from './tile.tsx';

interface Props {
  card: Card;
  box: Box;
  traffic: readonly Traffic[];
  /** Somebody measures. */
  measured: boolean;
}

export function Entry({ card, box, traffic, measured }: Props) {
  const say = useWords();
  const { ingress, service } = card;
  if (service === undefined) return null;
  const rate = traffic.reduce((sum, one) => sum + one.rate, 0);
  const errors = traffic.reduce((sum, one) => sum + (one.errors ?? 0), 0);
  const hosts = ingress?.rules
    .filter((rule) => rule.service === service.name)
    .map(({ host, path }) => (host && path === '/' ? host : `${host}${path}`));
  return (
    <div class="entry" style={placeOf(box)}>
      {ingress && (
        <div class="door ingress">
          <span class="kind">Ingress </span>
          <b>{hosts?.[0] ?? ingress.name}</b>
        </div>
      )}
      <div class="door service">
        <span class="kind">Service</span>
        <b>
          {service.name}
          <span class="port">{service.ports.map((port) => `:${port}`).join(' ')}</span>
        </b>
        {measured && <span class="total">{traffic.length > 0 ? say(POD_WORDS.rate({ rate })) : ''}</span>}
        {measured && (
          <span class="errors">
            {errors > 0 && [<Icon key="sign" sign="errors" />, say(POD_WORDS.errors({ rate: errors }))]}
          </span>
        )}
      </div>
    </div>
  );
}
