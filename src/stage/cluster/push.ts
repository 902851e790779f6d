import { execa } from 'execa';
import { UserError } from '../../user-error.ts';
import type { ImageLoader } from './image-loader.ts';

/** Brings an image of the engine to where the cluster looks for it, and says so as `docker push` would. */
export async function pushImage(
  image: string,
  loader: ImageLoader,
  report: (line: string) => void,
): Promise<void> {
  const inspected = await execa('docker', ['image', 'inspect', '--format', '{{.Id}} {{.Size}}', image], {
    reject: false,
  });
  if (inspected.failed) {
    throw new UserError(
      `There is no image ${image} in the engine.`,
      `Build it first: docker build -t ${image} ...`,
    );
  }
  const [id, size] = inspected.stdout.split(' ');
  report(`The push refers to the cluster's own images [${image}]`);
  const [program, ...args] = loader.command(image);
  if (program) {
    const { failed, stderr, code } = await execa(program, args, { reject: false });
    if (failed) {
      throw new UserError(
        `${loader.name} could not bring ${image} into the cluster: ${code === 'ENOENT' ? 'there is no such program' : stderr}`,
        'Run it by hand to see more, or name another program in PYCONT_IMAGE_LOADER.',
      );
    }
  }
  report(`${image}: brought by ${loader.name}, image: ${id} size: ${size}`);
}
