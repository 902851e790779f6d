/** images, tag, rmi, pull, push, history. */
import { humanDuration, shortId } from '../../docker-engine/index.ts';
import type { ImageSummary } from '../../docker-engine/index.ts';
import { call } from '../client.ts';
import { flag, print } from '../command.ts';
import type { Command } from '../command.ts';
import { listFlags, printListing } from '../listing.ts';
import { pullLines } from '../pull.ts';
import type { Pulled } from '../pull.ts';
import { report } from '../report.ts';
import { formatTable, humanSize, truncate } from '../table.ts';

const repository = (row: ImageSummary) => row.reference.slice(0, row.reference.lastIndexOf(':'));
const tagOf = (row: ImageSummary) => row.reference.slice(row.reference.lastIndexOf(':') + 1);
const ago = (time: string) => `${humanDuration(Date.now() - Date.parse(time))} ago`;

const images: Command = {
  summary: 'List images',
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  flags: [...listFlags, flag('all', 'Accepted; every image is shown anyway', 'a')],
  most: 1,
  async run(flags) {
    const rows = await call<ImageSummary[]>('image.list');
    const [wanted] = flags.words;
    const id = (row: ImageSummary) => (flags.has('no-trunc') ? row.id : shortId(row.id));
    printListing(flags, {
      rows: rows.filter((row) => wanted === undefined || [row.reference, repository(row)].includes(wanted)),
      fields: {
        Repository: { heading: 'REPOSITORY', cell: repository },
        Tag: { heading: 'TAG', cell: tagOf },
        ID: { heading: 'IMAGE ID', cell: id },
        CreatedSince: { heading: 'CREATED', cell: (row) => ago(row.created) },
        Size: { heading: 'SIZE', cell: (row) => humanSize(row.size) },
        CreatedAt: { heading: 'CREATED AT', cell: (row) => row.created },
      },
      columns: ['Repository', 'Tag', 'ID', 'CreatedSince', 'Size'],
      quiet: id,
      filters: {
        reference: (row, wanted) => [row.reference, repository(row)].includes(wanted),
        dangling: (row, wanted) => String(row.reference.startsWith('<none>')) === wanted,
        label: (row, wanted) => {
          const [name = '', value] = wanted.split('=');
          return name in row.labels && (value === undefined || row.labels[name] === value);
        },
      },
    });
  },
};

const tag: Command = {
  summary: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  flags: [],
  least: 2,
  most: 2,
  async run({ words: [source, target] }) {
    await call('image.tag', { source, target });
  },
};

const rmi: Command = {
  summary: 'Remove one or more images',
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  flags: [flag('force', 'Remove it although containers use it', 'f')],
  least: 1,
  async run(flags) {
    let exitCode = 0;
    for (const reference of flags.words) {
      try {
        const lines = await call<string[]>('image.remove', { reference, force: flags.has('force') });
        for (const line of lines) print(line);
      } catch (error) {
        report(error);
        exitCode = 1;
      }
    }
    return exitCode;
  },
};

const pull: Command = {
  summary: 'Take one of the stand-in images of the stage',
  usage: '[OPTIONS] NAME[:TAG]',
  flags: [flag('quiet', 'Print the name only', 'q')],
  least: 1,
  most: 1,
  async run(flags) {
    const [reference = ''] = flags.words;
    if (!flags.has('quiet') && !/[:@][^/]*$/.test(reference)) print('Using default tag: latest');
    const pulled = await call<Pulled>('image.pull', { reference });
    if (!flags.has('quiet')) for (const line of pullLines(pulled)) print(line);
    print(pulled.canonical);
  },
};

interface Pushed {
  repository: string;
  tag: string;
  layers: { digest: string; known: boolean }[];
  digest: string;
  size: number;
}

const push: Command = {
  summary: 'Hand an image to the stage, for the cluster to take',
  usage: '[OPTIONS] NAME[:TAG]',
  flags: [flag('quiet', 'Print the name only', 'q')],
  least: 1,
  most: 1,
  async run(flags) {
    const [reference] = flags.words;
    const { repository, tag, layers, digest, size } = await call<Pushed>('image.push', { reference });
    if (flags.has('quiet')) return print(`${repository}:${tag}`);
    print(`The push refers to repository [${repository}], kept by this stage: its cluster pulls from here`);
    for (const layer of layers)
      print(`${shortId(layer.digest)}: ${layer.known ? 'Layer already exists' : 'Pushed'}`);
    return print(`${tag}: digest: ${digest} size: ${size}`);
  },
};

const history: Command = {
  summary: 'Show the history of an image',
  usage: '[OPTIONS] IMAGE',
  flags: [flag('no-trunc', 'Show everything in full'), flag('quiet', 'Only ids', 'q')],
  least: 1,
  most: 1,
  async run(flags) {
    const [reference] = flags.words;
    type History = { id: string; created: string; history: { createdBy: string; size: number }[] };
    const { id, created, history } = await call<History>('image.history', { reference });
    const own = (index: number) => (index > 0 ? '<missing>' : flags.has('no-trunc') ? id : shortId(id));
    if (flags.has('quiet')) return history.forEach((_, index) => print(own(index)));
    const rows = history.toReversed().map(({ createdBy, size }, index) => {
      const shown = flags.has('no-trunc') ? createdBy : truncate(createdBy, 45);
      return [own(index), ago(created), shown, humanSize(size)];
    });
    process.stdout.write(formatTable([['IMAGE', 'CREATED', 'CREATED BY', 'SIZE'], ...rows]));
    return undefined;
  },
};

export const commands: Record<string, Command> = { images, tag, rmi, pull, push, history };
