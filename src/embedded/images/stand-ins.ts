/** Creates images from image presets: the base layer and the binds of host programs. */
import { createHash } from 'node:crypto';
import { writeBaseLayer } from './base-layer.ts';
import { imagePresets, osReleaseFile } from './image-presets.ts';
import type { Preset } from './image-presets.ts';
import type { StoredImage } from './index-file.ts';
import type { Layer, LayerStore } from './layers.ts';
import { resolveUser } from './passwd.ts';
import { parseReference } from './reference.ts';
import { digestTreeSync, makeFolders } from './tree.ts';
import type { ImageConfig } from './types.ts';
import { hostBinds } from './user-land.ts';
import type { Bind, HostTools } from './user-land.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface StandIn extends StoredImage {
  base: string;
  binds: Bind[];
  provides: string;
}

export class StandIns {
  readonly #layers: LayerStore;
  readonly #tools: HostTools;
  readonly #made = new Map<string, StandIn>();

  constructor(layers: LayerStore, tools: HostTools) {
    this.#layers = layers;
    this.#tools = tools;
  }

  /** The stand-in for a reference like `node:24-slim`, created on first use; undefined if there is no preset. */
  get(reference: string): StandIn | undefined {
    const parsed = parseReference(reference);
    const known = this.#made.get(parsed.familiar);
    if (known && known.layers.every((layer) => this.#layers.has(layer.digest))) return known;
    const row = imagePresets.find(
      (each) => parsed.registry === 'docker.io' && each.repository === parsed.repository,
    );
    if (!row) return undefined;
    const made = this.#make(parsed.familiar, row.preset(parsed.tag, this.#tools));
    this.#made.set(parsed.familiar, made);
    return made;
  }

  /** Repository names as users write them: `node`, `redis`, `prom/prometheus`, … */
  names(): string[] {
    return imagePresets.map((row) => row.repository.replace(/^library\//, ''));
  }

  #make(base: string, preset: Preset): StandIn {
    const layer = this.#writeLayer(preset);
    const folders = [this.#layers.folderOf(layer.digest)];
    const user = resolveUser(folders, preset.user ?? '');
    const config: ImageConfig = {
      env: { PATH: defaultPath, ...preset.env },
      ...(preset.entrypoint && { entrypoint: preset.entrypoint }),
      ...(preset.cmd && { cmd: preset.cmd }),
      workdir: preset.workdir ?? '/',
      user: preset.user ?? '',
      uid: user.uid,
      gid: user.gid,
      exposedPorts: preset.exposedPorts ?? [],
      labels: {},
      ...(preset.volumes && { volumes: preset.volumes }),
    };
    const image = {
      config,
      layers: [layer],
      base,
      standIn: true,
      created: '2026-01-01T00:00:00.000Z',
      history: [{ createdBy: `pycont stand-in for ${base}: ${preset.provides}`, size: layer.size }],
    };
    const binds = [...hostBinds(this.#tools), ...(preset.binds ?? [])];
    return { ...image, id: imageId(image), binds, provides: preset.provides };
  }

  #writeLayer(preset: Preset): Layer {
    const draft = this.#layers.begin();
    try {
      makeFolders(draft);
      const folders = [preset.workdir, ...(preset.volumes ?? [])].filter((path) => path !== undefined);
      writeBaseLayer(draft, preset.users ?? [], [osReleaseFile(), ...(preset.files ?? [])], folders);
      return this.#layers.keep(draft, digestTreeSync(draft));
    } finally {
      this.#layers.discard(draft);
    }
  }
}

/** sha256 of everything in an image but its names. */
export function imageId(image: Omit<StoredImage, 'id'>): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(image)).digest('hex')}`;
}
