/** docker ps. */
import { humanDuration } from '../../docker-engine/index.ts';
import type { ContainerSummary } from '../../docker-engine/index.ts';
import { call } from '../client.ts';
import { flag, value } from '../command.ts';
import type { Command } from '../command.ts';
import { integer } from '../create-options.ts';
import { listFlags, printListing } from '../listing.ts';
import { truncate } from '../table.ts';

const labels = (row: ContainerSummary) =>
  Object.entries(row.labels).map(([name, each]) => (each === '' ? name : `${name}=${each}`));

const ps: Command = {
  summary: 'List containers',
  usage: '[OPTIONS]',
  flags: [
    ...listFlags,
    flag('all', 'Stopped ones too', 'a'),
    value('last', 'The newest n', 'n'),
    flag('latest', 'The newest', 'l'),
  ],
  most: 0,
  async run(flags) {
    const newest = flags.has('latest') ? 1 : integer(flags, 'last');
    const stateWanted = flags.list('filter').some((each) => /^(status|exited)=/.test(each));
    const rows = await call<ContainerSummary[]>('container.list', {
      all: flags.has('all') || newest !== undefined || stateWanted,
    });
    const full = flags.has('no-trunc');
    const id = (row: ContainerSummary) => (full ? row.id : row.id.slice(0, 12));
    printListing(flags, {
      rows: rows.slice(0, newest),
      fields: {
        ID: { heading: 'CONTAINER ID', cell: id },
        Image: { heading: 'IMAGE', cell: (row) => row.image },
        Command: {
          heading: 'COMMAND',
          cell: (row) =>
            full ? row.command : `${truncate(row.command.slice(1, -1), 20).replace(/^|$/g, '"')}`,
        },
        RunningFor: {
          heading: 'CREATED',
          cell: (row) => `${humanDuration(Date.now() - Date.parse(row.createdAt))} ago`,
        },
        Status: { heading: 'STATUS', cell: (row) => row.statusText },
        Ports: { heading: 'PORTS', cell: (row) => row.ports },
        Names: { heading: 'NAMES', cell: (row) => row.name },
        State: { heading: 'STATE', cell: (row) => row.status },
        CreatedAt: { heading: 'CREATED AT', cell: (row) => row.createdAt },
        Labels: { heading: 'LABELS', cell: (row) => labels(row).join(',') },
        Networks: { heading: 'NETWORKS', cell: (row) => row.networks.join(',') },
        Mounts: { heading: 'MOUNTS', cell: (row) => row.mounts.join(',') },
      },
      columns: ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'],
      quiet: id,
      filters: {
        name: (row, wanted) => row.name.includes(wanted.replace(/^\^?\/?/, '').replace(/\$$/, '')),
        id: (row, wanted) => row.id.startsWith(wanted),
        status: (row, wanted) => row.status === wanted,
        ancestor: (row, wanted) => row.image === wanted || row.image.split(':')[0] === wanted,
        label: (row, wanted) => labels(row).some((each) => each === wanted || each.split('=')[0] === wanted),
        network: (row, wanted) => row.networks.includes(wanted),
        exited: (row, wanted) => row.status === 'exited' && String(row.exitCode) === wanted,
        health: (row, wanted) => (row.health ?? 'none') === wanted,
      },
    });
  },
};

export const commands: Record<string, Command> = { ps };
