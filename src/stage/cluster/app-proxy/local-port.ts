import { createServer } from 'node:net';
import { execa } from 'execa';

/** The usual port of the app's container; on many Macs a system service uses 5000. */
const USUAL_PORT = 5000;

/**
 * The port of this machine for the container `kad`: its current one if it is running, so that a talk that continues
 * after an interruption still finds it; else one that is free on all addresses, since Docker listens on all.
 */
export async function localPort(): Promise<number> {
  return (await publishedPort()) ?? (await freeEverywhere(USUAL_PORT)) ?? (await anyFreePort());
}

export async function anyFreePort(): Promise<number> {
  return (await freeEverywhere(0)) as number;
}

async function publishedPort(): Promise<number | undefined> {
  const { stdout, failed } = await execa('docker', ['port', 'kad', '5000/tcp'], {
    reject: false,
    timeout: 5_000,
  });
  const [, port] = /:(\d+)$/m.exec(failed ? '' : stdout) ?? [];
  return port ? Number(port) : undefined;
}

/** @param port 0 for any @returns undefined if it is taken on some address */
export function freeEverywhere(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '0.0.0.0' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
