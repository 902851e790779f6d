import { expect, test } from 'vitest';
import { createFlags, createRequest } from '../../../src/embedded/docker-cli/create-options.ts';
import { flag, list, value } from '../../../src/embedded/docker-cli/command.ts';
import { detachKeys } from '../../../src/embedded/docker-cli/detach-keys.ts';
import { parseFlags } from '../../../src/embedded/docker-cli/flags.ts';
import { commandGroups, loadCommand } from '../../../src/embedded/docker-cli/cli.ts';
import { parsePublish } from '../../../src/embedded/docker-cli/publish-option.ts';
import { renderTemplate } from '../../../src/embedded/docker-cli/template.ts';
import { formatTable, humanSize, truncate } from '../../../src/embedded/docker-cli/table.ts';

const specs = [
  flag('tty', '', 't'),
  flag('interactive', '', 'i'),
  list('env', '', 'e'),
  value('name', '', 'n'),
];

test.each([
  ['-it -e A=1 --env=B=2 img -t x', { words: ['img', '-t', 'x'], env: ['A=1', 'B=2'], tty: true }],
  ['-tie A=1 img', { words: ['img'], env: ['A=1'], tty: true }],
  ['-nkad img', { words: ['img'], env: [], tty: false }],
  ['--tty=false img', { words: ['img'], env: [], tty: false }],
  ['-- -t', { words: ['-t'], env: [], tty: false }],
])('docker run %s', (line, { words, env, tty }) => {
  const parsed = parseFlags('run', specs, line.split(' '), 1);
  expect({ words: parsed.words, env: parsed.list('env'), tty: parsed.has('tty') }).toEqual({
    words,
    env,
    tty,
  });
});

test.each([
  ['--nope img', 'unknown flag: --nope'],
  ['-x img', "unknown shorthand flag: 'x' in -x"],
  ['--name', 'flag needs an argument: --name'],
  ['--tty=maybe', 'invalid argument "maybe"'],
])('%s is refused with 125', (line, message) => {
  expect(() => parseFlags('run', specs, line.split(' '))).toThrow(message);
  expect(() => parseFlags('run', specs, line.split(' '))).toThrow(expect.objectContaining({ exitCode: 125 }));
});

test.each([
  [['ab'], 'ab', false],
  [['a\u0010\u0011'], 'a', true],
  [['a\u0010', '\u0011b'], 'a', true],
  [['\u0010', '\u0010\u0011'], '\u0010', true],
  [['\u0010', 'x'], '\u0010x', false],
  [['\u0011'], '\u0011', false],
])('typed %j: %j goes on, leaves %s', (chunks, passed, leaves) => {
  const watch = detachKeys();
  const results = chunks.map((chunk) => watch(Buffer.from(chunk)));
  expect(results.map(({ pass }) => pass.toString()).join('')).toBe(passed);
  expect(results.at(-1)?.detach).toBe(leaves);
});

const mapping = (hostPort: number, port: number, hostAddress = '') => ({ hostAddress, hostPort, port });

test.each([
  ['5000', [mapping(0, 5000)]],
  ['6379:6379', [mapping(6379, 6379)]],
  ['8080:80/tcp', [mapping(8080, 80)]],
  ['0.0.0.0:8080:80', [mapping(8080, 80)]],
  ['127.0.0.1:8080:80', [mapping(8080, 80, '127.0.0.1')]],
  ['127.0.0.1::80', [mapping(0, 80, '127.0.0.1')]],
  ['8000-8001:80-81', [mapping(8000, 80), mapping(8001, 81)]],
])('-p %s', (text, expected) => {
  expect(parsePublish(text)).toEqual(expected);
});

test.each(['a:b', '1:2:3:4', '80:80/udp', '10.0.0.1:80:80', '8000-8002:80-81', '99999:80', ''])(
  '-p %j is refused',
  (text) => {
    expect(() => parsePublish(text)).toThrow('invalid argument');
  },
);

const request = (line: string) => createRequest(parseFlags('run', createFlags, line.split(' '), 1));

test('all options of docker run', () => {
  const line =
    '--name kad --network pycont --network-alias web -p 5000 -v /a:/b:ro -v data:/d -v /anon --mount type=bind,src=/m,dst=/n,ro ' +
    '-e A=1 -l x=y -w /w -u 1:2 -h host --restart on-failure:3 --read-only -P --stop-signal INT --stop-timeout 3 ' +
    '--health-cmd true --health-interval 1s --add-host db:10.0.0.1 --entrypoint sh img -c x';
  expect(request(line)).toMatchObject({
    name: 'kad',
    image: 'img',
    command: ['-c', 'x'],
    entrypoint: 'sh',
    network: 'pycont',
    aliases: ['web'],
    mounts: [
      { source: '/a', target: '/b', readOnly: true },
      { source: 'data', target: '/d', readOnly: false },
      { source: '', target: '/anon', readOnly: false },
      { source: '/m', target: '/n', readOnly: true },
    ],
    env: ['A=1'],
    labels: { x: 'y' },
    workdir: '/w',
    user: '1:2',
    hostname: 'host',
    restart: { name: 'on-failure', maximumRetries: 3 },
    readOnly: true,
    publishAll: true,
    stopSignal: 'SIGINT',
    stopTimeout: 3,
    health: { command: 'true', intervalSeconds: 1 },
    addHosts: ['db:10.0.0.1'],
  });
});

test.each([
  ['--restart sometimes img', 'invalid restart policy'],
  ['--restart always --rm img', 'conflicting options'],
  ['--init img', '--init is not supported'],
  ['-v a:b:c:d img', 'invalid volume specification'],
  ['--mount type=tmpfs,dst=/x img', 'mount type tmpfs is not supported'],
  ['--add-host nope img', 'bad format for add-host'],
  ['--stop-signal SIGNOPE img', 'invalid signal'],
  ['--pull sometimes img', 'invalid pull option'],
  ['--env-file /nowhere/at/all img', 'no such file or directory'],
])('%s', (line, message) => {
  expect(() => request(line)).toThrow(message);
});

const data = { State: { Status: 'running', Pid: 7 }, List: ['a', 'b'], Labels: { 'a.b': 'c' } };

test.each([
  ['{{.State.Status}} {{ .State.Pid }}', 'running 7'],
  ['{{json .State}}', '{"Status":"running","Pid":7}'],
  ['{{.List}}', '[a b]'],
  ['{{index .Labels "a.b"}}', 'c'],
  ['{{upper .State.Status}}\\t{{len .List}}', 'RUNNING\t2'],
  ['{{.State}}', 'map[Status:running Pid:7]'],
])('--format %s', (template, expected) => {
  expect(renderTemplate(template, data)).toBe(expected);
});

test.each([
  ['{{.Nope}}', 'map has no entry for key "Nope"'],
  ['{{range .List}}x{{end}}', 'beyond what the embedded stage understands'],
])('--format %s is an error', (template, message) => {
  expect(() => renderTemplate(template, data)).toThrow(message);
});

test('tables, sizes, truncation', () => {
  expect(
    formatTable([
      ['NAME', 'STATUS'],
      ['kad', 'Up'],
    ]),
  ).toBe('NAME      STATUS\nkad       Up\n');
  expect([999, 7_003_426, 1_500_000_000].map(humanSize)).toEqual(['999B', '7MB', '1.5GB']);
  expect(truncate('docker-entrypoint.sh node', 20)).toBe('docker-entrypoint.s…');
});

test('every command of the table exists, and none is missing from it', async () => {
  for (const name of Object.keys(commandGroups)) expect(await loadCommand(name), name).toBeDefined();
});
