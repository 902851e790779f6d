/** docker network. */
import { shortId, splitPair } from '../../docker-engine/index.ts';
import type { DockerNetwork } from '../../docker-engine/index.ts';
import { call } from '../client.ts';
import { list, print, value } from '../command.ts';
import type { Command } from '../command.ts';
import { eachOf } from '../each-of.ts';
import { listFlags, printListing } from '../listing.ts';

const create: Command = {
  summary: 'Create a network',
  usage: '[OPTIONS] NETWORK',
  flags: [value('driver', 'Only bridge', 'd'), list('label', 'Set a label')],
  least: 1,
  most: 1,
  async run(flags) {
    const [name] = flags.words;
    const labels = Object.fromEntries(flags.list('label').map(splitPair));
    print(await call<string>('network.create', { name, driver: flags.value('driver') ?? 'bridge', labels }));
  },
};

const ls: Command = {
  summary: 'List networks',
  usage: '[OPTIONS]',
  flags: listFlags,
  most: 0,
  async run(flags) {
    const id = (row: DockerNetwork) => (flags.has('no-trunc') ? row.id : shortId(row.id));
    printListing(flags, {
      rows: await call<DockerNetwork[]>('network.list'),
      fields: {
        ID: { heading: 'NETWORK ID', cell: id },
        Name: { heading: 'NAME', cell: (row) => row.name },
        Driver: { heading: 'DRIVER', cell: (row) => row.driver },
        Scope: { heading: 'SCOPE', cell: () => 'local' },
      },
      columns: ['ID', 'Name', 'Driver', 'Scope'],
      quiet: id,
      filters: {
        name: (row, wanted) => row.name.includes(wanted),
        driver: (row, wanted) => row.driver === wanted,
        id: (row, wanted) => row.id.startsWith(wanted),
      },
    });
  },
};

const rm: Command = {
  summary: 'Remove one or more networks',
  usage: 'NETWORK [NETWORK...]',
  flags: [],
  least: 1,
  run: ({ words }) => eachOf(words, (network) => call('network.remove', { network })),
};

const connect: Command = {
  summary: 'Connect a container to a network',
  usage: '[OPTIONS] NETWORK CONTAINER',
  flags: [list('alias', 'Further name in the network')],
  least: 2,
  most: 2,
  async run(flags) {
    const [network, container] = flags.words;
    await call('network.connect', { network, container, aliases: flags.list('alias') });
  },
};

const disconnect: Command = {
  summary: 'Disconnect a container from a network',
  usage: 'NETWORK CONTAINER',
  flags: [],
  least: 2,
  most: 2,
  async run({ words: [network, container] }) {
    await call('network.disconnect', { network, container });
  },
};

export const commands: Record<string, Command> = {
  'network create': create,
  'network ls': ls,
  'network rm': rm,
  'network connect': connect,
  'network disconnect': disconnect,
};
