import * as fc from 'fast-check';
import { createDeflate, constants } from 'node:zlib';
import { expect, test } from 'vitest';
import { headerCompression } from '../../../../../src/embedded/apiserver/http/streaming/header-compression.ts';
import { DICTIONARY } from '../../../../../src/embedded/apiserver/http/streaming/spdy-dictionary.ts';
import {
  FrameReader,
  PING,
  controlFrame,
  dataHeader,
  parseHeaders,
  uint32,
} from '../../../../../src/embedded/apiserver/http/streaming/spdy-frames.ts';

test('frames are read from chunks of any size', () => {
  const whole = Buffer.concat([
    controlFrame(PING, 0, uint32(7)),
    dataHeader(3, 1, 5),
    Buffer.from('hello'),
    dataHeader(5, 0, 0),
  ]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: whole.length })), (cuts) => {
      const reader = new FrameReader();
      const edges = [0, ...cuts.sort((a, b) => a - b), whole.length];
      const frames = edges.slice(1).flatMap((edge, i) => [...reader.push(whole.subarray(edges[i], edge))]);
      expect(frames).toEqual([
        { control: true, type: PING, flags: 0, payload: uint32(7) },
        { control: false, stream: 3, flags: 1, payload: Buffer.from('hello') },
        { control: false, stream: 5, flags: 0, payload: Buffer.alloc(0) },
      ]);
    }),
  );
});

test('a frame over the limit ends the connection', () => {
  expect(() => [...new FrameReader().push(dataHeader(1, 0, 0xffffff))]).toThrow(/too large/);
});

test('header blocks share one compression stream', async () => {
  const block = Buffer.concat([uint32(1), uint32(4), Buffer.from('Port'), uint32(2), Buffer.from('80')]);
  const sender = createDeflate({ dictionary: DICTIONARY, flush: constants.Z_SYNC_FLUSH });
  const compress = () =>
    new Promise<Buffer>((resolve) => sender.write(block, () => resolve(sender.read() as Buffer)));
  const compression = headerCompression();
  const [first, second] = [await compress(), await compress()];
  for (const sent of [first, second])
    expect(parseHeaders(await compression.inflate(sent))).toEqual(new Map([['port', '80']]));
  expect(second.length).toBeLessThan(first.length);
  await expect(compression.inflate(Buffer.from('garbage'))).rejects.toThrow();
  compression.close();
  sender.close();
});
