import { execa } from 'execa';

/** The container of the engine that publishes a port. @param env of the stage */
export async function containerOn(port: number, env: Record<string, string>): Promise<string | undefined> {
  const { stdout, failed } = await execa('docker', ['ps'], { env, reject: false, timeout: 5_000 });
  const line = failed ? undefined : stdout.split('\n').find((each) => each.includes(`:${port}->`));
  // The name is the last column.
  return line?.trim().split(/\s+/).at(-1);
}
