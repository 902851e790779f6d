/** The start of `docker create`: image, name, record. */
import { join } from 'node:path';
import type { Image, LocalImageStore } from '../../images/index.ts';
import { EngineError } from '../errors.ts';
import { checkName, inventName, newId, shortId } from '../names.ts';
import type { CreateRequest } from '../types.ts';
import type { EngineContainer } from './record.ts';

export function localImage(images: LocalImageStore, reference: string): Image {
  const image = images.isLocal(reference) ? images.resolve(reference) : undefined;
  if (!image) throw new EngineError(`No such image: ${reference}`, { exitCode: 125 });
  return image;
}

/** The requested name, or a generated one. */
export function freeName(name: string | undefined, containers: readonly EngineContainer[]): string {
  const taken = (wanted: string) => containers.find((each) => each.name === wanted);
  if (name === undefined) return inventName((wanted) => taken(wanted) !== undefined);
  checkName('container', name);
  const owner = taken(name);
  if (owner) {
    throw new EngineError(
      `Conflict. The container name "/${name}" is already in use by container "${owner.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      { exitCode: 125, remedy: `docker rm -f ${name}` },
    );
  }
  return name;
}

/** The record of a container that the runtime does not have yet. */
export function newRecord(options: {
  name: string;
  request: CreateRequest;
  image: Image;
  address: string;
  network: string;
  /** Absolute. */
  hostsFolder: string;
  anonymousVolumes: string[];
}): Omit<EngineContainer, 'runtimeId'> {
  const { name, request, image, address, network, hostsFolder, anonymousVolumes } = options;
  const id = newId();
  return {
    id,
    name,
    request,
    image,
    address,
    hostsFile: join(hostsFolder, shortId(id), 'hosts'),
    hostname: request.hostname ?? shortId(id),
    createdAt: new Date().toISOString(),
    starting: false,
    removing: false,
    networks: new Map([[network, { aliases: request.aliases }]]),
    published: [],
    anonymousVolumes,
    restarts: 0,
    stoppedByHand: false,
  };
}
