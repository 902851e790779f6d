/** docker volume. */
import type { Volume } from '../../docker-engine/index.ts';
import { call } from '../client.ts';
import { print } from '../command.ts';
import type { Command } from '../command.ts';
import { eachOf } from '../each-of.ts';
import { listFlags, printListing } from '../listing.ts';

const create: Command = {
  summary: 'Create a volume',
  usage: '[VOLUME]',
  flags: [],
  most: 1,
  async run({ words: [name] }) {
    print(await call<string>('volume.create', { name }));
  },
};

const ls: Command = {
  summary: 'List volumes',
  usage: '[OPTIONS]',
  flags: listFlags,
  most: 0,
  async run(flags) {
    printListing(flags, {
      rows: await call<Volume[]>('volume.list'),
      fields: {
        Driver: { heading: 'DRIVER', cell: () => 'local' },
        Name: { heading: 'VOLUME NAME', cell: (row) => row.name },
        Mountpoint: { heading: 'MOUNTPOINT', cell: (row) => row.mountpoint },
      },
      columns: ['Driver', 'Name'],
      quiet: (row) => row.name,
      filters: { name: (row, wanted) => row.name.includes(wanted) },
    });
  },
};

const rm: Command = {
  summary: 'Remove one or more volumes',
  usage: 'VOLUME [VOLUME...]',
  flags: [],
  least: 1,
  run: ({ words }) => eachOf(words, (name) => call('volume.remove', { name })),
};

export const commands: Record<string, Command> = {
  'volume create': create,
  'volume ls': ls,
  'volume rm': rm,
};
