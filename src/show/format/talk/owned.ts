/** The names under `owns:` of a `talk.md`. */
import { TALK_FILE } from '../../../messages/index.ts';
import type { Owned, OwnedKind } from '../../../stage/index.ts';
import type { Value } from '../front-matter.ts';
import type { Report } from '../scene-error.ts';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const OBJECT = /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/;
const OF_DOCKER = /^[a-zA-Z0-9][\w.-]*$/;
const IMAGE = /^[a-z0-9][\w./:@-]*$/;

/** What can be owned, and what its names look like: each becomes an argument of docker or kubectl. */
const NAMES: Record<OwnedKind, RegExp> = {
  namespaces: LABEL,
  customresourcedefinitions: OBJECT,
  clusterroles: OBJECT,
  clusterrolebindings: OBJECT,
  persistentvolumes: OBJECT,
  containers: OF_DOCKER,
  networks: OF_DOCKER,
  volumes: OF_DOCKER,
  images: IMAGE,
};

const KINDS = Object.keys(NAMES) as OwnedKind[];

/** Exists without a talk, and must not be removed. */
const BUILT_IN: Partial<Record<OwnedKind, RegExp>> = {
  namespaces: /^(default|kube-.*)$/,
  clusterroles: /^(cluster-admin|admin|edit|view|system:.*)$/,
  clusterrolebindings: /^(cluster-admin|system:.*)$/,
  networks: /^(bridge|host|none)$/,
};

/** The valid names; the others are reported. */
export function ownedIn(value: Value | undefined, report: Report): Owned {
  if (!value) return {};
  const lists = value.entries(KINDS);
  if (!lists) {
    report(value.position, TALK_FILE.ownsNotMap, TALK_FILE.writeOwns);
    return {};
  }
  const owned: Owned = {};
  for (const kind of KINDS) {
    const list = lists.get(kind);
    if (list) owned[kind] = namesIn(kind, list, report);
  }
  return owned;
}

function namesIn(kind: OwnedKind, list: Value, report: Report): string[] {
  const items = list.items();
  if (!items) {
    report(list.position, TALK_FILE.notList({ kind }), TALK_FILE.writeList({ kind }));
    return [];
  }
  return items.flatMap(({ value, position }) => {
    // A name of digits is a number in YAML.
    const name = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (!NAMES[kind].test(name)) report(position, TALK_FILE.badName({ kind, name }), TALK_FILE.writeName);
    else if (isBuiltIn(kind, name))
      report(position, TALK_FILE.builtIn({ kind, name }), TALK_FILE.ownOther({ kind }));
    else return [name];
    return [];
  });
}

export function isBuiltIn(kind: OwnedKind, name: string): boolean {
  return BUILT_IN[kind]?.test(name) ?? false;
}
