/** What is said of a pod, in words. */
import { POD_WORDS } from '../../../messages/dashboard/index.ts';
import type { Text, Translate } from '../../../messages/dashboard/index.ts';
import type { Pod, Traffic } from '../../view/view.ts';
import { age, secondsUntil } from '../time.ts';

/** The part of the name that differs from its siblings', as in a terminal. */
export function suffixOf({ name, set }: Pod): string {
  const own = set !== undefined && name.startsWith(`${set}-`) ? name.slice(set.length + 1) : name;
  return own.length <= 8 ? own : (own.split('-').at(-1) ?? own);
}

/** Where a long word of Kubernetes, `CrashLoopBackOff`, may be broken. */
export const humps = (word: string): string[] => word.split(/(?<=[a-z])(?=[A-Z])/);

/** Its time until it is killed, as a share of what it was given; undefined if it is not known. */
export function graceLeft(pod: Pod, now: number): { seconds: number; share: number } | undefined {
  if (pod.killedAt === undefined) return undefined;
  const seconds = secondsUntil(pod.killedAt, now);
  const given = pod.graceSeconds ?? (pod.killedAt - pod.since) / 1_000;
  return { seconds, share: given > 0 ? Math.min(1, seconds / given) : 0 };
}

/** Everything about it, as a list: for its details, and for a screen reader. */
export function factsOf(pod: Pod, traffic: Traffic | undefined, now: number, say: Translate): string[] {
  const state = say(POD_WORDS[pod.state]);
  const left = pod.state === 'terminating' ? graceLeft(pod, now) : undefined;
  const facts: (Text | 0 | undefined)[] = [
    POD_WORDS.stateFor({ state, time: age(now - pod.since) }),
    pod.reason,
    left && POD_WORDS.killedIn({ seconds: left.seconds }),
    traffic && POD_WORDS.rate(traffic),
    traffic?.errors && POD_WORDS.errors({ rate: traffic.errors }),
    traffic?.waiting && POD_WORDS.waiting({ count: traffic.waiting }),
    POD_WORDS.restarts({ count: pod.restarts }),
    POD_WORDS.age({ age: age(now - pod.createdAt) }),
    pod.node && POD_WORDS.node({ node: pod.node }),
  ];
  return facts.flatMap((fact) => (fact ? say(fact) : []));
}
