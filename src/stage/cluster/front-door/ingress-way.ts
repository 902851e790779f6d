import http from 'node:http';
import { events, watchWithKubectl } from './kubectl-watch.ts';

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
  status?: {
    loadBalancer?: { ingress?: { ip?: string; hostname?: string; ports?: { port: number }[] }[] };
  };
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
  cluster: { kubeconfig: string; namespace: string },
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
  const stop = watchWithKubectl(['ingresses', '--field-selector=metadata.name=kad'], cluster, (output) =>
    events<Ingress>(output, ({ type, object }) => {
      named = type === 'DELETED' ? [] : addressesOf(object);
      void look();
    }),
  );
  return {
    address: () => usable,
    close() {
      stop();
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
function answersForApp({ host, port }: Address, hostHeader: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(
      {
        host,
        port,
        path: '/check/live',
        headers: { host: hostHeader },
        agent: false,
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve(response.statusCode === 200 && /"live": ?true/.test(body)));
        response.on('error', () => resolve(false));
      },
    );
    request.on('error', () => resolve(false));
  });
}
