/** Request bodies: read up to a limit, decoded from JSON, YAML or Kubernetes' protobuf. */
import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { ApiError } from '../types.ts';
import { decodeKubernetes } from './protobuf/decode.ts';
import type { Json } from './protobuf/decode.ts';
import { badRequest, unsupportedMediaType } from '../errors.ts';

/** Kubernetes' limit. */
const LIMIT_BYTES = 3 * 1024 * 1024;

const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';

export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMIT_BYTES) {
        request.removeAllListeners('data');
        request.resume();
        reject(
          new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${LIMIT_BYTES}`),
        );
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(badRequest('the client closed the connection')));
  });
}

export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? JSON_TYPE).split(';')[0]!.trim().toLowerCase();
}

/** An object in its JSON form; undefined when there is no body. */
export async function readObject(request: IncomingMessage): Promise<Json | undefined> {
  const body = await readBody(request);
  if (body.length === 0) return undefined;
  return decodeObject(body, mediaType(request));
}

function decodeObject(body: Buffer, type: string): Json {
  const value = decode(body, type);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest(
      "the object provided is unrecognized (must be of type object): couldn't get version/kind",
    );
  return value as Json;
}

function decode(body: Buffer, type: string): unknown {
  switch (type) {
    case JSON_TYPE:
      return parseJson(body);
    case YAML_TYPE:
      return parseYamlBody(body);
    case PROTOBUF_TYPE:
      try {
        return decodeKubernetes(body);
      } catch (error) {
        throw badRequest((error as Error).message);
      }
    default:
      throw unsupportedMediaType([JSON_TYPE, YAML_TYPE, PROTOBUF_TYPE]);
  }
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${(error as Error).message}`);
  }
}

/** YAML, and with it JSON: apply patches come as either. */
export function parseYamlBody(body: Buffer): unknown {
  try {
    return parseYaml(body.toString());
  } catch (error) {
    throw badRequest(`error converting YAML to JSON: ${(error as Error).message}`);
  }
}
