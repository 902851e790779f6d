import { execa } from 'execa';
import { UserError } from '../../../errors/user-error.ts';
import { IMAGES } from '../../../messages/index.ts';
import type { Brought } from './brought.ts';
import type { ImageLoader } from './image-loader.ts';

/** Brings an image of the engine to where the cluster looks for it, and says so as `docker push` would. */
export async function pushImage(
  image: string,
  { loader, brought }: { loader: ImageLoader; brought: Brought },
  report: (line: string) => void,
): Promise<void> {
  const inspected = await execa('docker', ['image', 'inspect', '--format', '{{.Id}} {{.Size}}', image], {
    reject: false,
  });
  if (inspected.failed) throw new UserError(IMAGES.notInEngine({ image }), IMAGES.buildFirst({ image }));
  const [id = '', size] = inspected.stdout.split(' ');
  const copies = !loader.speaks && loader.commands(image).length > 0;
  if (copies && (await brought.has(image, id))) {
    report(`${image}: already in the cluster, image: ${id} size: ${size}`);
    return;
  }
  if (!loader.speaks) report(`The push refers to the cluster's own images [${image}]`);
  for (const [program = '', ...args] of loader.commands(image)) {
    const running = execa(program, args, { reject: false });
    if (loader.speaks) for await (const line of running) report(line);
    const { failed, stderr, code, shortMessage } = await running;
    if (!failed) continue;
    // Who is killed, or cannot be executed, says nothing.
    const why = code === 'ENOENT' ? IMAGES.noProgram({ program }) : stderr.trim() || (shortMessage ?? '');
    throw new UserError(
      IMAGES.notBrought({ loader: loader.name, image, why }),
      loader.speaks ? IMAGES.askDoctor : IMAGES.runByHand,
    );
  }
  if (copies) await brought.note(image, id);
  const name = loader.nameInCluster(image);
  if (name === image) report(`${image}: brought by ${String(loader.name)}, image: ${id} size: ${size}`);
  else report(`${image}: pods pull it as ${name}`);
}
