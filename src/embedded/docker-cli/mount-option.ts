/** `-v source:target[:ro]` and `--mount type=…,source=…,target=…`. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { splitPair } from '../docker-engine/index.ts';
import type { MountRequest } from '../docker-engine/index.ts';
import { ShimError } from './errors.ts';

const isPath = (source: string) => /^[./~]/.test(source);
const hostPath = (source: string) =>
  source.startsWith('~/') ? resolve(homedir(), source.slice(2)) : resolve(source);

export function parseVolume(text: string): MountRequest {
  const parts = text.split(':');
  const [first = '', second, mode = 'rw'] = parts;
  const options = mode.split(',');
  if (parts.length > 3 || first === '' || options.some((each) => !['ro', 'rw', 'z', 'Z'].includes(each))) {
    throw new ShimError(`invalid spec: ${text}: invalid volume specification`, {
      exitCode: 125,
      remedy: 'Write SOURCE:TARGET or SOURCE:TARGET:ro.',
    });
  }
  if (second === undefined) return { source: '', target: first, readOnly: false };
  return {
    source: isPath(first) ? hostPath(first) : first,
    target: second,
    readOnly: options.includes('ro'),
  };
}

export function parseMount(text: string): MountRequest {
  const options = Object.fromEntries(text.split(',').map(splitPair));
  const type = options.type ?? 'volume';
  const source = options.source ?? options.src ?? '';
  const target = options.target ?? options.dst ?? options.destination;
  const fail = (why: string) =>
    new ShimError(`invalid argument "${text}" for "--mount" flag: ${why}`, {
      exitCode: 125,
      remedy: 'Write type=bind,source=FOLDER,target=PATH or type=volume,source=NAME,target=PATH.',
    });
  if (target === undefined) throw fail('target is required');
  if (type !== 'bind' && type !== 'volume')
    throw fail(`mount type ${type} is not supported by the embedded stage`);
  const readOnly = ['readonly', 'ro'].some((name) => name in options && options[name] !== 'false');
  return { source: type === 'bind' ? hostPath(source) : source, target, readOnly };
}
