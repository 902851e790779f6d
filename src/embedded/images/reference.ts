/** Image references: parsing and normalization. */
import { UserError } from '../../errors/user-error.ts';

export interface Reference {
  registry: string;
  /** With `library/` for the official images: `library/redis`, `prgcont/pycont-app`. */
  repository: string;
  tag: string;
  /** The short form docker shows: `redis:7`, `prgcont/pycont-app:0.0`, `ghcr.io/a/b:1`. */
  familiar: string;
  /** The full form: `docker.io/library/redis:7`. */
  canonical: string;
}

const hub = 'docker.io';
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/** @throws UserError with Docker's message for an invalid reference, and for a digest, which needs a registry */
export function parseReference(text: string): Reference {
  if (text.includes('@')) {
    throw new UserError(
      `The embedded stage has no registry to look a digest up in: "${text}"`,
      `Name the image by tag: ${text.slice(0, text.indexOf('@')) || 'NAME:TAG'}`,
    );
  }
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const registry = !hasRegistry || first === 'index.docker.io' ? hub : first;
  const rest = hasRegistry ? text.slice(slash + 1) : text;
  const colon = rest.lastIndexOf(':');
  const name = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? 'latest' : rest.slice(colon + 1);
  if (!/^\w[\w.-]{0,127}$/.test(tag)) throw invalid(text);
  const parts = name.split('/');
  if (!parts.every((part) => component.test(part))) {
    if (parts.every((part) => component.test(part.toLowerCase()))) {
      throw new UserError(
        `invalid reference format: repository name (${name}) must be lowercase`,
        'Write it in lower case.',
      );
    }
    throw invalid(text);
  }
  const repository = registry === hub && parts.length === 1 ? `library/${name}` : name;
  const short = registry === hub ? repository.replace(/^library\//, '') : `${registry}/${repository}`;
  return {
    registry,
    repository,
    tag,
    familiar: `${short}:${tag}`,
    canonical: `${registry}/${repository}:${tag}`,
  };
}

function invalid(text: string): UserError {
  return new UserError(
    `invalid reference format: "${text}"`,
    'Write NAME[:TAG] in lower case, e.g. prgcont/pycont-app:0.0',
  );
}
