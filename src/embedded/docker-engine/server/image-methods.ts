/** Calls for images, with one answer each. */
import { createHash } from 'node:crypto';
import { parseReference } from '../../images/index.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { shortId } from '../names.ts';
import { stateOf } from '../containers/record.ts';
import { imageSummaries } from '../containers/summaries.ts';

const pushed = new WeakMap<Engine, Set<string>>();

export const imageMethods = {
  'image.list': (engine: Engine) =>
    engine.images
      .list()
      .sort((a, b) => b.created.localeCompare(a.created))
      .flatMap(imageSummaries),
  'image.isLocal': (engine: Engine, { reference }: { reference: string }) => engine.images.isLocal(reference),
  'image.pull': (engine: Engine, { reference }: { reference: string }) => {
    const { familiar, canonical } = parseReference(reference);
    // An image that was built or pushed here is in the stage's own registry already.
    const own = engine.images.isLocal(familiar) && !engine.images.stored(familiar)?.standIn;
    if (own) {
      const image = engine.images.resolve(familiar);
      return { reference: familiar, canonical, id: image?.id, isNew: false, provides: 'built on this stage' };
    }
    const { image, provides, isNew } = engine.images.pull(familiar);
    return { reference: familiar, canonical, id: image.id, isNew, provides };
  },
  'image.push': (engine: Engine, { reference }: { reference: string }) => {
    const { familiar, canonical, tag } = parseReference(reference);
    const image = engine.images.isLocal(familiar) ? engine.images.stored(familiar) : undefined;
    const repository = canonical.slice(0, -tag.length - 1);
    if (!image) {
      throw new EngineError(
        `An image does not exist locally with the tag: ${repository.replace(/^docker.io\//, '')}`,
        {
          remedy: `Build it: docker build -t ${familiar} FOLDER`,
        },
      );
    }
    const before = pushed.get(engine) ?? new Set<string>();
    pushed.set(engine, before);
    const layers = image.layers.toReversed().map(({ digest }) => ({ digest, known: before.has(digest) }));
    for (const { digest } of layers) before.add(digest);
    const manifest = JSON.stringify({ schemaVersion: 2, config: { digest: image.id }, layers: image.layers });
    const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
    return { repository, tag, layers, digest, size: Buffer.byteLength(manifest) };
  },
  'image.tag': (engine: Engine, { source, target }: { source: string; target: string }) => {
    if (!engine.images.isLocal(source)) throw noImage(source);
    engine.images.tag(source, target);
  },
  'image.remove': (engine: Engine, { reference, force }: { reference: string; force: boolean }) => {
    if (!engine.images.isLocal(reference)) throw noImage(reference);
    const image = engine.images.resolve(reference);
    const user = engine.containers.list().find((each) => each.image.id === image?.id);
    const lastName = (image?.tags.length ?? 0) <= 1;
    if (user && lastName && !force) {
      const running = stateOf(engine.runtime, user).phase === 'running';
      throw new EngineError(
        `conflict: unable to remove repository reference "${reference}" (must force) - container ${shortId(user.id)} is using its referenced image ${shortId(image?.id ?? '')}`,
        { remedy: running ? `docker rm -f ${user.name}` : `docker rm ${user.name}` },
      );
    }
    return engine.images.remove(reference);
  },
  'image.history': (engine: Engine, { reference }: { reference: string }) => {
    const image = engine.images.isLocal(reference) ? engine.images.resolve(reference) : undefined;
    if (!image) throw noImage(reference);
    return { id: image.id, created: image.created, history: image.history };
  },
};

function noImage(reference: string): EngineError {
  const familiar = /^[0-9a-f]+$/.test(reference) ? reference : parseReference(reference).familiar;
  return new EngineError(`No such image: ${familiar}`, { remedy: 'See which there are: docker images' });
}
