/** Finds steps that create what the talk does not own: on a cluster it would stay after the talk. */
import { join } from 'node:path';
import { NAMESPACE } from '../../../notation/index.ts';
import { TALK_FILE } from '../../../messages/index.ts';
import type { Owned, OwnedKind } from '../../../stage/index.ts';
import { displayName } from '../list-talk.ts';
import { stepsOf } from '../scene.ts';
import type { CommandStep, LoadedScene, Position } from '../scene.ts';
import { SceneError } from '../scene-error.ts';
import { madeBy } from './made.ts';
import type { Made } from './made.ts';
import { OWNABLE, isInNamespace, objectsIn } from './manifests.ts';
import { isBuiltIn } from './owned.ts';

interface Found {
  file: string;
  position: Position;
  kind: OwnedKind;
  name: string;
  /** Something is created in it; otherwise it is created itself. */
  into: boolean;
}

/** @param directory of the talk */
export async function unownedIn(
  directory: string,
  scenes: readonly LoadedScene[],
  owns: Owned,
): Promise<SceneError[]> {
  const found: Found[] = [];
  const namespace = contextNamespace(scenes);
  for (const scene of scenes) {
    const folders = { SCENE_DIR: scene.folder, TALK_DIR: directory };
    for (const step of stepsOf(scene)) {
      if (step.kind !== 'command') continue;
      for (const made of madeBy(step.command)) {
        const at = { file: scene.file, position: placeOf(step, made.word.offset) };
        for (const thing of await thingsOf(made, folders, namespace))
          if (!owns[thing.kind]?.includes(thing.name) && (thing.into || !isBuiltIn(thing.kind, thing.name)))
            found.push({ ...at, ...thing });
      }
    }
  }
  const file = displayName(join(directory, 'talk.md'));
  return found.filter(isFirst).map((each) => mistake(each, { found, owns, file }));
}

/** The namespace of kubectl's context; undefined if the talk itself changes it. */
function contextNamespace(scenes: readonly LoadedScene[]): string | undefined {
  const changed = scenes.some((scene) =>
    stepsOf(scene).some((step) => step.kind === 'command' && /\bset-context\b|\bkubens\b/.test(step.command)),
  );
  return changed ? undefined : NAMESPACE;
}

type Thing = Pick<Found, 'kind' | 'name' | 'into'>;

async function thingsOf(
  made: Made,
  folders: Record<string, string>,
  context: string | undefined,
): Promise<Thing[]> {
  if (made.is === 'thing') return [{ kind: made.kind, name: made.name, into: false }];
  if (made.is === 'content') return [{ kind: 'namespaces', name: made.namespace, into: true }];
  const path = pathOf(made.file, folders);
  if (path === undefined) return [];
  const objects = await objectsIn(path);
  return objects.flatMap((object): Thing[] => {
    const kind = OWNABLE[object.kind];
    if (kind) return [{ kind, name: object.name, into: false }];
    const namespace = object.namespace ?? made.namespace ?? context;
    return isInNamespace(object) && namespace !== undefined
      ? [{ kind: 'namespaces', name: namespace, into: true }]
      : [];
  });
}

/** undefined if it is not in one of these folders. */
function pathOf(file: string, folders: Record<string, string>): string | undefined {
  const [, folder, rest] = /^\$\{(SCENE_DIR|TALK_DIR)\}(?:\/(.*))?$/s.exec(file) ?? [];
  return folder === undefined || rest?.includes('${') ? undefined : join(folders[folder]!, rest ?? '');
}

/** A place is reported once, even if several objects of a manifest are in the same namespace. */
function isFirst(each: Found, index: number, all: readonly Found[]): boolean {
  const same = (other: Found) =>
    other.name === each.name && other.kind === each.kind && other.position === each.position;
  return all.findIndex((other) => same(other)) === index;
}

function mistake(
  { file, position, kind, name, into }: Found,
  talk: { found: readonly Found[]; owns: Owned; file: string },
): SceneError {
  if (isBuiltIn(kind, name))
    return new SceneError(file, position, TALK_FILE.inBuiltIn({ name }), TALK_FILE.useOwn);
  const wanted = talk.found.filter((each) => each.kind === kind && !isBuiltIn(kind, each.name));
  const names = new Set([...(talk.owns[kind] ?? []), ...wanted.map((each) => each.name)]);
  const line = `${kind}: [${[...names].join(', ')}]`;
  const problem = into ? TALK_FILE.inUnowned({ name }) : TALK_FILE.unowned({ kind, name });
  return new SceneError(file, position, problem, TALK_FILE.ownIt({ file: talk.file, line }));
}

function placeOf(step: CommandStep, offset: number): Position {
  const before = step.command.slice(0, offset).split('\n');
  return { line: step.position.line + before.length, column: before.at(-1)!.length + 1 };
}
