/** logs, inspect and stats. */
import { setTimeout as sleep } from 'node:timers/promises';
import { totalmem } from 'node:os';
import { shortId } from '../../docker-engine/index.ts';
import { parseGoDuration } from '../../../notation/index.ts';
import { write } from '../attach.ts';
import { call, stream } from '../client.ts';
import { flag, print, value } from '../command.ts';
import type { Command } from '../command.ts';
import { ShimError } from '../errors.ts';
import { formatTable } from '../table.ts';
import { renderTemplate } from '../template.ts';

const logs: Command = {
  summary: 'Fetch the logs of a container',
  usage: '[OPTIONS] CONTAINER',
  flags: [
    flag('follow', 'Go on with what comes', 'f'),
    value('since', 'Since a time, or for so long (10m)'),
    value('tail', 'Lines from the end, or all', 'n'),
    flag('timestamps', 'Show times', 't'),
  ],
  least: 1,
  most: 1,
  async run(flags) {
    const [container] = flags.words;
    const tail = flags.value('tail') ?? 'all';
    if (tail !== 'all' && !/^-?\d+$/.test(tail)) {
      throw new ShimError(`invalid value for "tail": ${tail}`, { remedy: 'Write a number, or all.' });
    }
    const since = flags.value('since');
    const request = {
      container,
      follow: flags.has('follow'),
      timestamps: flags.has('timestamps'),
      ...(Number(tail) >= 0 && { tail: Number(tail) }),
      ...(since !== undefined && { since: sinceTime(since) }),
    };
    await stream('container.logs', request, async (item) => {
      if ('stdout' in item) await write(process.stdout, item.stdout);
      if ('stderr' in item) await write(process.stderr, item.stderr);
    });
  },
};

function sinceTime(text: string): string {
  const span = parseGoDuration(text);
  const unix = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
  const time = unix ?? (span === undefined ? Date.parse(text) : Date.now() - span);
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new ShimError(`invalid value for "since": ${text}`, {
    remedy: 'Write a span such as 10m, or a time such as 2026-01-02T15:04:05Z.',
  });
}

const inspect: Command = {
  summary: 'Return low-level information on containers, images, networks and volumes',
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  flags: [value('format', 'Go template, or json', 'f'), value('type', 'container, image, network or volume')],
  least: 1,
  async run(flags) {
    const found: unknown[] = [];
    const missing: string[] = [];
    const kind = flags.value('type');
    for (const name of flags.words) {
      try {
        found.push(await call('inspect', { name, kind }));
      } catch (error) {
        if (!(error instanceof ShimError) || !error.message.startsWith('No such')) throw error;
        missing.push(error.message);
      }
    }
    const format = flags.value('format');
    if (format === undefined) print(JSON.stringify(found, null, 4));
    else if (format === 'json') print(JSON.stringify(found));
    else for (const each of found) print(renderTemplate(format, each));
    for (const message of missing) process.stderr.write(`Error: ${message}\n`);
    return missing.length > 0 ? 1 : 0;
  },
};

interface Stats {
  id: string;
  name: string;
  nanocores?: number;
  bytes?: number;
}

const stats: Command = {
  summary: 'Display what containers use of CPU and memory',
  usage: '[OPTIONS] [CONTAINER...]',
  flags: [flag('no-stream', 'Only the first result'), flag('all', 'Accepted', 'a')],
  async run(flags) {
    const sample = () => call<Stats[]>('container.stats', { containers: flags.words });
    // Usage is measured since the previous sample, so the first one has no result.
    await sample();
    for (;;) {
      await sleep(flags.has('no-stream') ? 250 : 1000);
      const rows = (await sample()).map(statsRow);
      if (!flags.has('no-stream') && process.stdout.isTTY) process.stdout.write('\u001B[2J\u001B[H');
      const heading = ['CONTAINER ID', 'NAME', 'CPU %', 'MEM USAGE / LIMIT', 'MEM %'];
      process.stdout.write(formatTable([heading, ...rows]));
      if (flags.has('no-stream')) return;
    }
  },
};

function statsRow({ id, name, nanocores = 0, bytes = 0 }: Stats): string[] {
  const mebi = (count: number) =>
    count < 2 ** 30 ? `${(count / 2 ** 20).toPrecision(4)}MiB` : `${(count / 2 ** 30).toPrecision(4)}GiB`;
  const share = (part: number) => `${(part * 100).toFixed(2)}%`;
  const memory = `${mebi(bytes)} / ${mebi(totalmem())}`;
  return [shortId(id), name, share(nanocores / 1e9), memory, share(bytes / totalmem())];
}

export const commands: Record<string, Command> = { logs, inspect, stats };
