import { execa } from 'execa';
import { UserError } from '../../../errors/user-error.ts';
import { IMAGES } from '../../../messages/index.ts';
import type { LoadedImages } from './loaded-images.ts';
import type { ImageLoader } from './image-loader.ts';

/** Loads an image of the engine into the cluster, with output like `docker push`. */
export async function pushImage(
  image: string,
  { loader, loaded }: { loader: ImageLoader; loaded: LoadedImages },
  report: (line: string) => void,
): Promise<void> {
  const inspected = await execa('docker', ['image', 'inspect', '--format', '{{.Id}} {{.Size}}', image], {
    reject: false,
  });
  if (inspected.failed) throw new UserError(IMAGES.notInEngine({ image }), IMAGES.buildFirst({ image }));
  const [id = '', size] = inspected.stdout.split(' ');
  const copies = !loader.showsOutput && loader.commands(image).length > 0;
  if (copies && (await loaded.has(image, id))) {
    report(`${image}: already in the cluster, image: ${id} size: ${size}`);
    return;
  }
  if (!loader.showsOutput) report(`The push refers to the cluster's own images [${image}]`);
  for (const [program = '', ...args] of loader.commands(image)) {
    const running = execa(program, args, { reject: false });
    if (loader.showsOutput) for await (const line of running) report(line);
    const { failed, stderr, code, shortMessage } = await running;
    if (!failed) continue;
    // A program that was killed, or cannot be executed, prints nothing.
    const why = code === 'ENOENT' ? IMAGES.noProgram({ program }) : stderr.trim() || (shortMessage ?? '');
    throw new UserError(
      IMAGES.notLoaded({ loader: loader.name, image, why }),
      loader.showsOutput ? IMAGES.askDoctor : IMAGES.runByHand,
    );
  }
  if (copies) await loaded.add(image, id);
  const name = loader.nameInCluster(image);
  if (name === image) report(`${image}: loaded by ${String(loader.name)}, image: ${id} size: ${size}`);
  else report(`${image}: pods pull it as ${name}`);
}
