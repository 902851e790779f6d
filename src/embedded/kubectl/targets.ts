/** Arguments that name objects: `pod x y`, `deploy/kad`, `pods,svc`, `-f file`. */
import { usage } from './errors.ts';
import { findResource, findResources } from './discovery.ts';
import type { Resource } from './discovery.ts';

export interface Target {
  resource: Resource;
  /** Absent: all of the kind. */
  name?: string;
}

/** @param words positionals after the command */
export function parseTargets(resources: Resource[], words: string[]): Target[] {
  const [first, ...names] = words;
  if (first === undefined) {
    throw usage('You must specify the type of resource.', 'For example: kubectl get pods');
  }
  if (words.some((word) => word.includes('/'))) {
    return words.map((word) => {
      const [kind, name, more] = word.split('/');
      if (!kind || !name || more !== undefined) {
        throw usage(
          `arguments in resource/name form may not have more than one slash, nor an empty side: ${word}`,
          'Write it like deployment/kad.',
        );
      }
      return { resource: findResource(resources, kind), name };
    });
  }
  const kinds = findResources(resources, first);
  if (names.length === 0) return kinds.map((resource) => ({ resource }));
  return kinds.flatMap((resource) => names.map((name) => ({ resource, name })));
}

/** A pod, or an object with pods. A bare name is that of a pod. */
export function parsePodTarget(resources: Resource[], word: string | undefined): Target & { name: string } {
  if (word === undefined) throw usage('A pod, or TYPE/NAME, is needed.', 'For example: deploy/kad');
  const [target] = parseTargets(resources, word.includes('/') ? [word] : ['pods', word]);
  return target as Target & { name: string };
}
