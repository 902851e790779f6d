import { Api, messageOf, within } from '../../kubernetes/index.ts';
import type { Kube } from '../../kubernetes/index.ts';
import type { Text } from '../../messages/dashboard/index.ts';
import type { Objects } from '../model/objects.ts';
import { sayable } from '../model/sayable.ts';
import type { Source } from '../view/view.ts';
import { Session } from './session.ts';

/**
 * Milliseconds without an API server until the configuration is read again: a cluster that was created anew has another
 * address, or another certificate.
 */
const AGAIN_MS = 5000;
/** How long the end may wait for requests that are being aborted. */
const END_MS = 500;

const NOTHING: Objects = {
  deployments: [],
  statefulSets: [],
  replicaSets: [],
  pods: [],
  services: [],
  ingresses: [],
  scalers: [],
  steps: [],
  leases: [],
};

export interface WatchOptions {
  kube: Pick<Kube, 'load'>;
  namespace: string;
  onChange: () => void;
  onTrouble: (why: Text) => void;
}

/** The objects of a namespace, followed for as long as somebody looks. */
export class ClusterWatch {
  readonly #options: WatchOptions;
  #session: Session | undefined;
  #api: Api | undefined;
  #objects = NOTHING;
  #source: Source = { state: 'connecting', since: Date.now() };
  #restart: NodeJS.Timeout | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Undefined until the configuration can be read. */
  get api(): Api | undefined {
    return this.#api;
  }

  start(): void {
    this.#become('connecting');
    this.#open();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#restart);
    const session = this.#session;
    this.#session = this.#api = undefined;
    this.#objects = NOTHING;
    if (session) await within(session.stop(), END_MS);
  }

  /** What is known now. While the API server is away, it is what was known last. */
  look(): { source: Source; objects: Objects } {
    const trouble = this.#session?.trouble;
    if (trouble !== undefined) this.#become('away', String(trouble));
    else if (this.#session?.complete) this.#become('ok');
    if (this.#session?.complete) this.#objects = this.#session.objects();
    return { source: this.#source, objects: this.#objects };
  }

  #open(): void {
    const { kube, namespace, onChange, onTrouble } = this.#options;
    try {
      const api = new Api(kube.load);
      this.#api = api;
      this.#session = new Session({ api, namespace, onChange, onTrouble });
      this.#session.start();
    } catch (error) {
      onTrouble(messageOf(error));
      this.#become('away', messageOf(error));
      this.#again();
    }
  }

  #become(state: Source['state'], why?: string): void {
    if (state === 'away') this.#again();
    else this.#restart = void clearTimeout(this.#restart);
    const said = why === undefined ? undefined : sayable(why);
    if (this.#source.state === state && this.#source.why === said) return;
    const since = this.#source.state === state ? this.#source.since : Date.now();
    this.#source = { state, since, ...(said === undefined ? {} : { why: said }) };
  }

  #again(): void {
    this.#restart ??= setTimeout(() => {
      this.#restart = undefined;
      void this.#session?.stop();
      this.#session = undefined;
      this.#open();
    }, AGAIN_MS);
  }
}
