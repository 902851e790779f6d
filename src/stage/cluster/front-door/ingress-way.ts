import { Informer, exchange, viewOf } from '../../../kubernetes/index.ts';
import type { Api, View } from '../../../kubernetes/index.ts';

export interface Address {
  host: string;
  port: number;
}

/** The way to the app through an ingress controller, where there is one that serves the talk's Ingress. */
export interface IngressWay {
  /** Undefined while no controller has an address that answers for the app. */
  address(): Address | undefined;
  close(): void;
}

interface Ingress {
  metadata: { name: string };
  status?: {
    loadBalancer?: { ingress?: { ip?: string; hostname?: string; ports?: { port: number }[] }[] };
  };
}

interface IngressView extends View {
  addresses: Address[];
}

const AGAIN_MILLISECONDS = 2_000;
const PATIENCE_MILLISECONDS = 1_000;

/**
 * Follows the Ingress `kad`. The addresses of its status are tried before they are believed, and again and again: an
 * address of a cluster need not be one that this machine reaches.
 * @param hostHeader what clients of the front door send: a rule for some other host does not answer to that
 * @param onChange called when `address()` has another answer
 */
export function followIngress(
  { api, namespace }: { api: Api; namespace: string },
  hostHeader: string,
  onChange: () => void,
): IngressWay {
  let named: Address[] = [];
  let usable: Address | undefined;
  let timer: NodeJS.Timeout | undefined;
  let round = 0;

  const look = async () => {
    clearTimeout(timer);
    round += 1;
    const mine = round;
    const answers = await Promise.all(named.map((address) => answersForApp(address, hostHeader)));
    if (mine !== round) return;
    const before = usable;
    usable = named.find((_, index) => answers[index]);
    if (before?.host !== usable?.host || before?.port !== usable?.port) onChange();
    if (named.length > 0) timer = setTimeout(() => void look(), AGAIN_MILLISECONDS);
  };
  const informer = new Informer<IngressView>({
    api,
    what: 'ingresses',
    path: `/apis/networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/ingresses`,
    selectors: { fieldSelector: 'metadata.name=kad' },
    optional: true,
    project: (ingress: Ingress) => ({ ...viewOf(ingress), addresses: addressesOf(ingress) }),
    onChange(key) {
      named = informer.get(key)?.addresses ?? [];
      void look();
    },
  });
  // Where ingresses may not be listed there is no way through one.
  informer.start().catch(() => {});
  return {
    address: () => usable,
    close() {
      void informer.stop();
      round += 1;
      clearTimeout(timer);
    },
  };
}

function addressesOf({ status }: Ingress): Address[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname, ports }) => {
    const host = ip || hostname;
    return host ? [{ host, port: ports?.[0]?.port ?? 80 }] : [];
  });
}

/** Not every 200 is the app's: a controller may answer by itself what it has no rule for. */
async function answersForApp({ host, port }: Address, hostHeader: string): Promise<boolean> {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/check/live`;
  try {
    const { status, body } = await exchange(url, {
      headers: { host: hostHeader },
      connection: { agent: false },
      timeoutMs: PATIENCE_MILLISECONDS,
    });
    return status === 200 && /"live": ?true/.test(body);
  } catch {
    return false;
  }
}
