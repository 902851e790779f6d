/** kubectl logs */
import type { FlagSpec } from '../flags.ts';
import { duration } from '../flags.ts';
import type { Json } from '../output/print.ts';
import { containerOf, listPods, podOf } from '../pods-of.ts';
import type { Session } from '../session.ts';

export const flags = {
  follow: { type: 'boolean', short: 'f' },
  previous: { type: 'boolean', short: 'p' },
  container: { type: 'string', short: 'c' },
  tail: { type: 'string' },
  since: { type: 'string' },
  timestamps: { type: 'boolean' },
  prefix: { type: 'boolean' },
  selector: { type: 'string', short: 'l' },
  'all-containers': { type: 'boolean' },
} satisfies Record<string, FlagSpec>;

export async function run(session: Session): Promise<void> {
  const { line } = session;
  const selector = line.string('selector');
  if (selector !== undefined) {
    const pods = await listPods(session, selector);
    if (pods.length === 0) session.warn(`No resources found in ${session.namespace} namespace.`);
    await several(session, pods, line.string('tail') ?? '10');
    return;
  }
  const [word, container] = line.positionals;
  const { pod, outOf } = await podOf(session, word);
  if (outOf > 1) session.warn(`Found ${outOf} pods, using pod/${pod.metadata.name}`);
  if (line.boolean('all-containers')) await several(session, [pod], line.string('tail'));
  else await one(session, pod, container ?? containerOf(session, pod), line.string('tail'));
}

async function several(session: Session, pods: Json[], tail: string | undefined): Promise<void> {
  const streams = pods.flatMap((pod) =>
    pod.spec.containers.map(
      ({ name }: Json) =>
        () =>
          one(session, pod, name, tail),
    ),
  );
  if (session.line.boolean('follow')) await Promise.all(streams.map((stream) => stream()));
  else for (const stream of streams) await stream();
}

async function one(session: Session, pod: Json, container: string, tail: string | undefined): Promise<void> {
  const { line, client } = session;
  const since = line.string('since');
  const flag = (name: string) => (line.boolean(name) ? 'true' : undefined);
  const answer = await client.stream(
    `/api/v1/namespaces/${session.namespace}/pods/${pod.metadata.name}/log`,
    {
      accept: '*/*',
      query: {
        container,
        follow: flag('follow'),
        previous: flag('previous'),
        timestamps: flag('timestamps'),
        tailLines: tail === undefined || Number(tail) < 0 ? undefined : tail,
        sinceSeconds: since ? String(Math.ceil(duration(since) / 1000)) : undefined,
      },
    },
  );
  const prefix = line.boolean('prefix') ? `[pod/${pod.metadata.name}/${container}] ` : '';
  if (prefix === '') for await (const chunk of answer) await write(chunk as Buffer);
  else {
    const { createInterface } = await import('node:readline');
    for await (const text of createInterface({ input: answer })) await write(`${prefix}${text}\n`);
  }
}

const write = (chunk: Buffer | string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(chunk, (error) => (error ? reject(error) : resolve())),
  );
