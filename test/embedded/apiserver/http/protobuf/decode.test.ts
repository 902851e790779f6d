import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeKubernetes } from '../../../../../src/embedded/apiserver/http/protobuf/decode.ts';
import { messages } from '../../../../../src/embedded/apiserver/http/protobuf/descriptors.ts';
import { WireError, writeBytes } from '../../../../../src/embedded/apiserver/http/protobuf/wire.ts';

const SCALARS = new Set(['s', 'i', 'I', 'b', 'B', 'y', 'd', 'Q', 'T', 'X', 'J']);

test('every field has a type with a descriptor', () => {
  for (const [name, message] of messages())
    for (const field of message.values())
      expect(
        SCALARS.has(field.type) || messages().has(field.type),
        `${name}.${field.name}: ${field.type}`,
      ).toBe(true);
});

const envelope = (apiVersion: string, kind: string, raw: Buffer) =>
  Buffer.concat([
    Buffer.from('k8s\0'),
    writeBytes(1, Buffer.concat([writeBytes(1, apiVersion), writeBytes(2, kind)])),
    writeBytes(2, raw),
  ]);

test('strings, maps and bytes', () => {
  const entry = (key: string, value: string) => Buffer.concat([writeBytes(1, key), writeBytes(2, value)]);
  const meta = Buffer.concat([
    writeBytes(1, 'x'),
    writeBytes(11, entry('a', 'b')),
    writeBytes(11, entry('empty', '')),
  ]);
  const raw = Buffer.concat([writeBytes(1, meta), writeBytes(2, entry('k', 'value'))]);
  expect(decodeKubernetes(envelope('v1', 'Secret', raw))).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'x', labels: { a: 'b', empty: '' } },
    data: { k: Buffer.from('value').toString('base64') },
  });
});

test('any other body is refused', () => {
  expect(() => decodeKubernetes(Buffer.from('{}'))).toThrow(WireError);
  expect(() => decodeKubernetes(envelope('v1', 'Unheard', Buffer.alloc(0)))).toThrow(
    /no protobuf descriptor/,
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeKubernetes(envelope('apps/v1', 'Deployment', Buffer.from(bytes)));
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
      }
    }),
  );
});
