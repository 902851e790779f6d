/** Calls with a streamed answer: build and logs. */
import { buildImage } from '../../images/index.ts';
import type { Engine } from '../engine.ts';
import type { BuildCall, LogsRequest, StreamItem } from '../types.ts';

// oxlint-disable-next-line typescript/no-explicit-any
export type StreamMethod = (engine: Engine, params: any, send: Send, signal: AbortSignal) => Promise<void>;
/** Resolves when the client can take more. */
export type Send = (item: StreamItem) => Promise<void>;

export const streams: Record<string, StreamMethod> = {
  async 'image.build'(engine, params: BuildCall, send, signal) {
    const { images, runtime } = engine;
    const onOutput = (stderr: string) => void send({ stderr });
    const image = await buildImage({ images, runtime }, { ...params, onOutput, signal });
    await send({ result: { id: image.id, tags: image.tags } });
  },
  async 'container.logs'(engine, params: LogsRequest, send, signal) {
    const { runtimeId } = engine.containers.get(params.container);
    const { follow, tail, since, timestamps } = params;
    const options = {
      follow,
      signal,
      ...(tail !== undefined && { tailLines: tail }),
      ...(since !== undefined && { since }),
    };
    for await (const line of engine.runtime.logs(runtimeId, options)) {
      const text = timestamps ? `${line.time} ${line.text}` : line.text;
      await send(line.stream === 'stdout' ? { stdout: text } : { stderr: text });
    }
  },
};
