import { Informer, textOf } from '../../kubernetes/index.ts';
import type { Api, View as Cached } from '../../kubernetes/index.ts';
import type { Text } from '../../messages/dashboard/index.ts';
import type { Objects } from '../model/objects.ts';
import { KINDS, pathOf } from './kinds.ts';
import type { Kind } from './kinds.ts';

/** A failure shorter than this, in milliseconds, is not worth a word. */
const BLINK_MS = 2000;

/**
 * A watch that is silent for the sum of these is dead. The audience can wait for that longer than for an operator, but
 * not look at a page that is grey because a machine under load is late.
 */
const WATCH_SECONDS = 3;
const GRACE_MS = 2000;
/** A kind that does not exist yet is looked for this often: scenes create one. */
const ABSENT_MS = 2000;

interface Followed {
  kind: Kind;
  informer: Informer<Cached>;
  /** A watch has been open since the last trouble. */
  watching: boolean;
  trouble?: { why: Text; since: number } | undefined;
  /** What was last said about it. */
  said?: string | undefined;
}

export interface SessionOptions {
  api: Api;
  namespace: string;
  /** Objects, or the state, may have changed. */
  onChange: () => void;
  /** Once for each kind of objects, and each reason. */
  onTrouble: (why: Text) => void;
}

/** List and watch of every kind at one API server. */
export class Session {
  readonly #followed: [name: keyof Objects, followed: Followed][];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#followed = Object.entries(KINDS).map(([name, kind]) => [name as keyof Objects, this.#follow(kind)]);
  }

  /** Rejections are reported as trouble. */
  start(): void {
    for (const [, followed] of this.#followed)
      followed.informer.start().catch((error: unknown) => this.#troubled(followed, textOf(error)));
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#followed.map(([, { informer }]) => informer.stop()));
    this.#options.api.close();
  }

  /** All that must be there is, and is up to date; what may be missing has been asked for. */
  get complete(): boolean {
    return this.#followed.every(([, { kind, watching, trouble, informer }]) =>
      kind.extra ? informer.synced || trouble !== undefined : watching,
    );
  }

  /** Why what is known is old; undefined if it is not. */
  get trouble(): Text | undefined {
    const now = performance.now();
    return this.#followed.find(
      ([, { kind, trouble }]) => !kind.extra && trouble !== undefined && now - trouble.since >= BLINK_MS,
    )?.[1].trouble?.why;
  }

  objects(): Objects {
    const lists = this.#followed.map(([name, { kind, trouble, informer }]) => [
      name,
      kind.extra && trouble !== undefined ? [] : [...informer.list()],
    ]);
    return Object.fromEntries(lists) as Objects;
  }

  #follow(kind: Kind): Followed {
    const { api, namespace, onChange } = this.#options;
    const { what, project, selectors = {}, extra = false } = kind;
    const informer = new Informer({
      api,
      what,
      path: pathOf(kind, namespace),
      project,
      selectors,
      optional: extra,
      absentMs: ABSENT_MS,
      watchSeconds: WATCH_SECONDS,
      graceMs: GRACE_MS,
      onChange,
      onAbsent: () => void (followed.trouble = undefined),
      onTrouble: (why) => this.#troubled(followed, why),
      onWatch: () => {
        followed.trouble = followed.said = undefined;
        if (!followed.watching) onChange();
        followed.watching = true;
      },
    });
    const followed: Followed = { kind, informer, watching: false };
    return followed;
  }

  #troubled(followed: Followed, why: Text): void {
    const { onChange } = this.#options;
    followed.trouble = { why, since: followed.trouble?.since ?? performance.now() };
    followed.watching = false;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#complain(followed);
      onChange();
    }, BLINK_MS);
    this.#timers.add(timer);
  }

  #complain(followed: Followed): void {
    const why = followed.trouble?.why;
    if (why !== undefined && String(why) !== followed.said) this.#options.onTrouble(why);
    followed.said = why === undefined ? undefined : String(why);
  }
}
