/** Gets a container's image, or waits for it with exponential back-off. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Image } from '../../images/index.ts';
import type { Context } from '../context.ts';
import type { PodPort } from '../pods/pod-port.ts';
import type { PodContainer, Waiting } from '../pod-types.ts';

export class ImagePull {
  readonly #context: Context;
  readonly #pod: PodPort;
  readonly #container: PodContainer;
  readonly #onWait: (waiting: Waiting) => void;

  constructor(context: Context, pod: PodPort, container: PodContainer, onWait: (waiting: Waiting) => void) {
    this.#context = context;
    this.#pod = pod;
    this.#container = container;
    this.#onWait = onWait;
  }

  /** @returns undefined only if aborted */
  async wait(signal: AbortSignal): Promise<Image | undefined> {
    const { initialMs, maxMs } = this.#context.imageBackoff;
    for (let delay = initialMs; !signal.aborted; delay = Math.min(delay * 2, maxMs)) {
      const image = this.#tryOnce();
      if (image !== undefined) return image;
      if (this.#policy() === 'Never') {
        await this.#pause(delay, signal);
        continue;
      }
      // ErrImagePull stays visible for a moment before ImagePullBackOff.
      await this.#pause(Math.min(delay / 2, 2000), signal);
      if (signal.aborted) return undefined;
      const message = `Back-off pulling image "${this.#container.image}"`;
      this.#pod.event('Normal', 'BackOff', message);
      this.#pod.event('Warning', 'Failed', 'Error: ImagePullBackOff');
      this.#onWait({ reason: 'ImagePullBackOff', message: `${message}: ${this.#pullError()}` });
      await this.#pause(delay, signal);
    }
    return undefined;
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await sleep(milliseconds, undefined, { signal }).catch(() => {});
  }

  #policy(): string {
    const { image, imagePullPolicy } = this.#container;
    const latest = image.endsWith(':latest') || !/:[^/]+$/.test(image);
    return imagePullPolicy ?? (latest ? 'Always' : 'IfNotPresent');
  }

  #tryOnce(): Image | undefined {
    const reference = this.#container.image;
    const policy = this.#policy();
    const image = this.#context.images.resolve(reference);
    if (image !== undefined) {
      if (policy === 'Always') this.#recordPulled(reference, image);
      else this.#pod.event('Normal', 'Pulled', `Container image "${reference}" already present on machine`);
      return image;
    }
    if (policy === 'Never') {
      const message = `Container image "${reference}" is not present with pull policy of Never`;
      this.#pod.event('Warning', 'ErrImageNeverPull', message);
      this.#pod.event('Warning', 'Failed', 'Error: ErrImageNeverPull');
      this.#onWait({ reason: 'ErrImageNeverPull', message });
      return undefined;
    }
    this.#pod.event('Normal', 'Pulling', `Pulling image "${reference}"`);
    this.#pod.event('Warning', 'Failed', `Failed to pull image "${reference}": ${this.#pullError()}`);
    this.#pod.event('Warning', 'Failed', 'Error: ErrImagePull');
    this.#onWait({ reason: 'ErrImagePull', message: this.#pullError() });
    return undefined;
  }

  #recordPulled(reference: string, image: Image): void {
    this.#pod.event('Normal', 'Pulling', `Pulling image "${reference}"`);
    this.#pod.event(
      'Normal',
      'Pulled',
      `Successfully pulled image "${reference}" in 1ms (1ms including waiting). Image size: ${image.size} bytes.`,
    );
  }

  #pullError(): string {
    const { image } = this.#container;
    return `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  }
}
