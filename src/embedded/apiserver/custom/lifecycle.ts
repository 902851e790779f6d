/** Keeps the resource table in sync with the CustomResourceDefinitions. */
import { equal } from '../json.ts';
import type { RegistryContext } from '../registry-context.ts';
import { deleteObject } from '../requests/delete.ts';
import { watchFrom } from '../requests/read.ts';
import { updateObject } from '../requests/update.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { customResources } from './resources.ts';
import { CLEANUP } from './strategy.ts';

export function serveDefinitions(context: RegistryContext): void {
  const definitions = context.resources.resolve('apiextensions.k8s.io', 'v1', 'customresourcedefinitions')!;
  const served = new Map<string, Resource[]>();
  const emptying = new Set<string>();

  const serve = (definition: KubeObject, entries: Resource[]) => {
    const { name } = definition.metadata;
    context.resources.replace(served.get(name) ?? [], entries);
    if (entries.length > 0) served.set(name, entries);
    else served.delete(name);
  };

  const release = (name: string) => {
    if (!context.store.get(definitions.storage, undefined, name)) return;
    updateObject(context, definitions, undefined, name, (current) => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: (current.metadata.finalizers ?? []).filter((one) => one !== CLEANUP),
      },
    }));
  };

  /** Deletes the objects of a terminating definition; it is removed after the last of them. */
  const empty = (definition: KubeObject) => {
    const { name } = definition.metadata;
    const entry = served.get(name)?.[0];
    if (!entry) return release(name);
    if (emptying.has(name)) return;
    emptying.add(name);
    for (const { metadata } of Array.from(context.store.values(entry.storage)))
      if (context.store.get(entry.storage, metadata.namespace, metadata.name))
        deleteObject(context, entry, metadata.namespace, metadata.name);
    let stop = () => {};
    const check = () => {
      for (const _ of context.store.values(entry.storage)) return;
      stop();
      release(name);
    };
    stop = watchFrom(context, entry, {}, { replay: false }, check);
    check();
  };

  watchFrom(context, definitions, {}, { replay: true }, ({ type, object, previous }) => {
    if (type === 'DELETED') {
      emptying.delete(object.metadata.name);
      serve(object, []);
      return;
    }
    if (previous === undefined || !equal(previous['spec'], object['spec']))
      serve(object, customResources(object));
    if (object.metadata.deletionTimestamp !== undefined) empty(object);
  });
}
