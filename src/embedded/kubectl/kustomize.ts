/** The supported part of kustomization.yaml. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { unsupported, usage } from './errors.ts';
import { readManifests } from './manifests.ts';
import type { Json } from './output/print.ts';

const FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const KNOWN = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'namespace',
  'images',
  'patches',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
]);

const CLUSTER_SCOPED = new Set([
  'Namespace',
  'Node',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'PersistentVolume',
  'StorageClass',
  'PriorityClass',
  'IngressClass',
]);

// Namespaces, definitions and permissions come before the objects that need them.
const ORDER = [
  'Namespace',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'Deployment',
];

export function kustomize(folder: string): Json[] {
  const objects = build(resolve(folder));
  const rank = ({ kind }: Json) => (ORDER.indexOf(kind) < 0 ? ORDER.length : ORDER.indexOf(kind));
  return objects.toSorted((a, b) => rank(a) - rank(b));
}

function build(folder: string): Json[] {
  const file = FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!file) {
    throw usage(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`,
      'Name the folder that has one, or use -f.',
    );
  }
  const plan: Json = parse(readFileSync(file, 'utf8')) ?? {};
  const unknown = Object.keys(plan).find((field) => !KNOWN.has(field));
  if (unknown) throw unsupported(`The field ${unknown} of ${file}`);
  const objects = [
    ...(plan.resources ?? []).flatMap((resource: string) => load(folder, resource)),
    ...(plan.configMapGenerator ?? []).map((entry: Json) => generate(folder, plan, entry, 'ConfigMap')),
    ...(plan.secretGenerator ?? []).map((entry: Json) => generate(folder, plan, entry, 'Secret')),
  ];
  const accounts = new Set<string>(
    objects.filter(({ kind }: Json) => kind === 'ServiceAccount').map(({ metadata }: Json) => metadata.name),
  );
  for (const object of objects) {
    if (plan.namespace) setNamespace(object, plan.namespace, accounts.add('default'));
    const labels = [plan.commonLabels ?? {}, ...(plan.labels ?? []).map(({ pairs }: Json) => pairs)];
    addTo(object, 'labels', Object.assign({}, ...labels));
    addTo(object, 'annotations', plan.commonAnnotations ?? {});
    for (const image of plan.images ?? []) setImage(object, image);
    for (const patch of plan.patches ?? []) applyPatch(folder, object, patch);
  }
  return objects;
}

function load(folder: string, resource: string): Json[] {
  const path = resolve(folder, resource);
  if (!existsSync(path))
    throw usage(
      `The kustomization in ${folder} names ${resource}, which is not there.`,
      'Correct its resources.',
    );
  return statSync(path).isDirectory() ? build(path) : readManifests(path);
}

function generate(folder: string, plan: Json, entry: Json, kind: 'ConfigMap' | 'Secret'): Json {
  const options = { ...plan.generatorOptions, ...entry.options };
  if (options.disableNameSuffixHash !== true) {
    throw unsupported(
      `A ${kind} generator with a name suffix (generatorOptions.disableNameSuffixHash: true turns it off)`,
    );
  }
  const pairs: [string, string][] = [
    ...(entry.literals ?? []).map((literal: string) => split(literal)),
    ...(entry.files ?? []).map((file: string) => {
      const [key, path] = file.includes('=') ? split(file) : [basename(file), file];
      return [key, readFileSync(resolve(folder, path), 'utf8')];
    }),
  ];
  const data = Object.fromEntries(pairs);
  const metadata = {
    name: entry.name,
    namespace: entry.namespace,
    labels: options.labels,
    annotations: options.annotations,
  };
  if (kind === 'Secret')
    return { apiVersion: 'v1', kind, metadata, type: entry.type ?? 'Opaque', stringData: data };
  return { apiVersion: 'v1', kind, metadata, data };
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** @param accounts ServiceAccounts whose namespace is set as well; a binding's other subjects keep theirs */
function setNamespace(object: Json, namespace: string, accounts: Set<string>): void {
  if (!CLUSTER_SCOPED.has(object.kind)) object.metadata = { ...object.metadata, namespace };
  for (const subject of object.subjects ?? []) {
    if (subject.kind === 'ServiceAccount' && accounts.has(subject.name)) subject.namespace = namespace;
  }
}

function addTo(object: Json, field: 'labels' | 'annotations', pairs: Record<string, string>): void {
  if (Object.keys(pairs).length > 0) object.metadata[field] = { ...object.metadata[field], ...pairs };
}

/** Of all containers, anywhere in the object. */
function setImage(
  value: Json,
  image: { name: string; newName?: string; newTag?: string; digest?: string },
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [field, inner] of Object.entries(value)) {
    if (field === 'image' && typeof inner === 'string') value.image = renamed(inner, image);
    else setImage(inner, image);
  }
}

function renamed(
  reference: string,
  image: { name: string; newName?: string; newTag?: string; digest?: string },
): string {
  const match = /^(.+?)(:[\w.-]+)?(@sha256:\w+)?$/.exec(reference);
  if (match?.[1] !== image.name) return reference;
  const name = image.newName ?? image.name;
  if (image.digest) return `${name}@${image.digest}`;
  return name + (image.newTag ? `:${image.newTag}` : (match[2] ?? '') + (match[3] ?? ''));
}

/** Strategic patches with plain maps; lists of named things are merged by name. */
function applyPatch(folder: string, object: Json, { path, patch, target }: Json): void {
  const [body] = path ? readManifests(resolve(folder, path)) : [parse(patch)];
  if (Array.isArray(body)) throw unsupported('A JSON 6902 patch in a kustomization');
  const kind = target?.kind ?? body.kind;
  const name = target?.name ?? body.metadata?.name;
  if (object.kind !== kind || (name && object.metadata.name !== name)) return;
  Object.assign(object, merge(object, body));
}

function merge(base: Json, patch: Json): Json {
  if (Array.isArray(base) && Array.isArray(patch) && patch.every((item) => item?.name)) {
    const added = patch.filter((item) => !base.some(({ name }) => name === item.name));
    const merged = base.map((item) => {
      const own = patch.find(({ name }) => name === item.name);
      return own ? merge(item, own) : item;
    });
    return [...added, ...merged];
  }
  const isMap = (value: Json) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(base) || !isMap(patch)) return patch;
  const result = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete result[field];
    else result[field] = merge(base[field], value);
  }
  return result;
}
