import { Informer, exchange, viewOf } from '../../../kubernetes/index.ts';
import type { Api, View } from '../../../kubernetes/index.ts';

export interface Address {
  host: string;
  port: number;
}

/** The route to the app through an ingress controller, if one serves the talk's Ingress. */
export interface IngressRoute {
  /** Undefined while no address of a controller answers for the app. */
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

const PROBE_INTERVAL_MS = 2_000;
const TIMEOUT_MS = 1_000;

/**
 * Follows the Ingress `kad`. The addresses in its status are probed before use, and periodically: this machine may not
 * be able to reach them.
 * @param hostHeader the Host header of clients: a rule for another host does not answer to it
 * @param onChange called when `address()` changes
 */
export function followIngress(
  { api, namespace }: { api: Api; namespace: string },
  hostHeader: string,
  onChange: () => void,
): IngressRoute {
  let named: Address[] = [];
  let usable: Address | undefined;
  let timer: NodeJS.Timeout | undefined;
  let round = 0;

  const probe = async () => {
    clearTimeout(timer);
    round += 1;
    const mine = round;
    const answers = await Promise.all(named.map((address) => answersForApp(address, hostHeader)));
    if (mine !== round) return;
    const before = usable;
    usable = named.find((_, index) => answers[index]);
    if (before?.host !== usable?.host || before?.port !== usable?.port) onChange();
    if (named.length > 0) timer = setTimeout(() => void probe(), PROBE_INTERVAL_MS);
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
      void probe();
    },
  });
  // Without permission to list ingresses there is no such route.
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

/** The body is checked, since a controller may answer 200 without a rule for the app. */
async function answersForApp({ host, port }: Address, hostHeader: string): Promise<boolean> {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/check/live`;
  try {
    const { status, body } = await exchange(url, {
      headers: { host: hostHeader },
      connection: { agent: false },
      timeoutMs: TIMEOUT_MS,
    });
    return status === 200 && /"live": ?true/.test(body);
  } catch {
    return false;
  }
}
