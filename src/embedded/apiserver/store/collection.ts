/** The objects of one kind, ordered by namespace and name as in etcd. */
import type { KubeObject } from '../types.ts';

interface Shelf {
  objects: Map<string, KubeObject>;
  /** Sorted names; an insertion keeps the order without sorting again. */
  names: string[];
}

function position(sorted: string[], name: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < name) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Collection {
  readonly #shelves = new Map<string, Shelf>();
  readonly #namespaces: string[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(namespace: string, name: string): KubeObject | undefined {
    return this.#shelves.get(namespace)?.objects.get(name);
  }

  set(namespace: string, name: string, object: KubeObject): void {
    let shelf = this.#shelves.get(namespace);
    if (!shelf) {
      shelf = { objects: new Map(), names: [] };
      this.#shelves.set(namespace, shelf);
      this.#namespaces.splice(position(this.#namespaces, namespace), 0, namespace);
    }
    if (!shelf.objects.has(name)) {
      shelf.names.splice(position(shelf.names, name), 0, name);
      this.#size++;
    }
    shelf.objects.set(name, object);
  }

  delete(namespace: string, name: string): void {
    const shelf = this.#shelves.get(namespace);
    if (!shelf?.objects.delete(name)) return;
    shelf.names.splice(position(shelf.names, name), 1);
    this.#size--;
    if (shelf.names.length > 0) return;
    this.#shelves.delete(namespace);
    this.#namespaces.splice(position(this.#namespaces, namespace), 1);
  }

  /** Of one namespace, or of all; `after` skips everything up to and including `namespace/name`. */
  *values(namespace?: string, after?: { namespace: string; name: string }): Generator<KubeObject> {
    for (const one of namespace ? [namespace] : this.#namespaces) {
      if (after && one < after.namespace) continue;
      const shelf = this.#shelves.get(one);
      if (!shelf) continue;
      let index = 0;
      if (after && one === after.namespace) {
        index = position(shelf.names, after.name);
        if (shelf.names[index] === after.name) index++;
      }
      for (; index < shelf.names.length; index++) yield shelf.objects.get(shelf.names[index]!)!;
    }
  }
}
