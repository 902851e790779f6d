import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hooked, scratchFolder } from './hooked.ts';

const address = '127.250.7.1';
const env = { PYCONT_ADDRESS: address };

async function greeting(host: string, port: number): Promise<string> {
  const socket = connect({ host, port });
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += chunk;
  return text;
}

const greeter = (listen: string) => `
  import net from 'node:net';
  const server = net.createServer((socket) => socket.end('hello'));
  server.on('error', (error) => console.log(JSON.stringify({ error: error.code })));
  server.on('listening', () => console.log(JSON.stringify(server.address())));
  ${listen};
`;

test('every form of listen binds the container address and reports the requested one', async () => {
  const forms = {
    'listen(0)': '::',
    'listen()': '::',
    'listen("0")': '::',
    'listen(() => {})': '::',
    'listen(0, () => {})': '::',
    'listen(0, "0.0.0.0")': '0.0.0.0',
    'listen(0, "::", 10)': '::',
    'listen(0, undefined, 10, () => {})': '::',
    'listen({ port: 0 })': '::',
    'listen({ port: 0, host: "127.0.0.1" })': '127.0.0.1',
    'listen({ port: 0, host: "localhost", exclusive: true }, () => {})': '127.0.0.1',
  };
  const servers = Object.keys(forms).map((form) => `server().${form}`);
  const program = hooked(
    `
    import net from 'node:net';
    import { once } from 'node:events';
    const server = () => net.createServer((socket) => socket.end('hello'));
    for (const listening of [${servers.map((form) => `() => ${form}`).join()}]) {
      const one = listening();
      await once(one, 'listening');
      console.log(JSON.stringify(one.address()));
    }`,
    env,
  );
  const said: Record<string, string> = {};
  for (const form of Object.keys(forms)) {
    const { address: host, port } = JSON.parse(await program.line());
    said[form] = host;
    expect(await greeting(address, port), form).toBe('hello');
    await expect(greeting('127.0.0.1', port), form).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
  expect(said).toEqual(forms);
});

test('another loopback address, a path and an invalid port are unchanged', async () => {
  const path = join(scratchFolder(), 'socket');
  const program = hooked(
    `
    import net from 'node:net';
    const other = net.createServer().listen(0, '127.250.9.9', () => {
      console.log(other.address().address);
      const unix = net.createServer().listen(${JSON.stringify(path)}, () => {
        console.log(unix.address());
        try { net.createServer().listen(70000); } catch (error) { console.log(error.code); }
      });
    });`,
    env,
  );
  expect([await program.line(), await program.line(), await program.line()]).toEqual([
    '127.250.9.9',
    path,
    'ERR_SOCKET_BAD_PORT',
  ]);
});

test('two containers listen on the same port', async () => {
  const first = hooked(greeter('server.listen(5999)'), env);
  expect(JSON.parse(await first.line()).port).toBe(5999);
  const second = hooked(greeter('server.listen(5999)'), { PYCONT_ADDRESS: '127.250.7.2' });
  expect(JSON.parse(await second.line()).port).toBe(5999);
  const third = hooked(greeter('server.listen(5999)'), env);
  expect(JSON.parse(await third.line())).toEqual({ error: 'EADDRINUSE' });
});

test('http, http2 and fetch work by name, by localhost and by 127.0.0.1', async () => {
  const hosts = join(scratchFolder(), 'hosts');
  writeFileSync(hosts, `127.0.0.1 localhost\n${address} kad kad.pycont.svc # me\n`);
  const program = hooked(
    `
    import http from 'node:http';
    import http2 from 'node:http2';
    import dns, { lookup } from 'node:dns';
    import { promisify } from 'node:util';
    const ask = (url) => fetch(url).then((answer) => answer.text(), (error) => error.cause?.code ?? error.message);
    const server = http.createServer((request, response) => response.end(request.headers.host));
    await new Promise((resolve) => server.listen(0, resolve));
    const { port } = server.address();
    console.log(await ask('http://kad:' + port) === 'kad:' + port);
    console.log(await ask('http://localhost:' + port) === 'localhost:' + port);
    console.log(await ask('http://127.0.0.1:' + port) === '127.0.0.1:' + port);
    console.log((await promisify(lookup)('kad.pycont.svc')).address);
    console.log(JSON.stringify(await dns.promises.lookup('kad', { all: true })));
    console.log(await ask('http://other.pycont.svc:' + port));
    console.log(await dns.promises.lookup('other.svc.cluster.local').catch((error) => error.message));
    const h2 = http2.createServer((request, response) => response.end('two'));
    await new Promise((resolve) => h2.listen(0, resolve));
    const session = http2.connect('http://kad:' + h2.address().port);
    const stream = session.request({ ':path': '/' });
    for await (const chunk of stream) console.log(String(chunk));
    process.exit(0);`,
    { ...env, PYCONT_HOSTS: hosts },
  );
  const lines: string[] = [];
  for (let count = 0; count < 8; count += 1) lines.push(await program.line());
  expect(lines).toEqual([
    'true',
    'true',
    'true',
    address,
    `[{"address":"${address}","family":4}]`,
    'ENOTFOUND',
    'getaddrinfo ENOTFOUND other.svc.cluster.local',
    'two',
  ]);
});

test("the host's loopback services are not reachable by localhost", async () => {
  const outside = createServer((socket) => socket.end('outside')).listen(0, '127.0.0.1');
  await once(outside, 'listening');
  const { port } = outside.address() as { port: number };
  const code = `
    import net from 'node:net';
    net.connect(${port}, '127.0.0.1').on('error', (error) => console.log(error.code))
      .on('data', (data) => console.log(String(data)));`;
  expect(await hooked(code, env).line()).toBe('ECONNREFUSED');
  const api = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) };
  expect(await hooked(code, { ...env, ...api }).line()).toBe('outside');
  outside.close();
});

test('without an address nothing is changed', async () => {
  const program = hooked(
    `
    import net from 'node:net';
    console.log(net.Server.prototype.listen.toString().includes('parseListen'));`,
    { PYCONT_ADDRESS: '' },
  );
  expect(await program.line()).toBe('false');
});

test('mapped: ports are recorded, connections use the record, and it is removed with the process', async () => {
  const ports = scratchFolder();
  const mapped = { ...env, PYCONT_ADDRESSING: 'mapped', PYCONT_PORTS: ports };
  const server = hooked(greeter('server.listen(5000)'), mapped);
  expect(JSON.parse(await server.line())).toEqual({ address: '::', family: 'IPv6', port: 5000 });
  const file = join(ports, `${address}_5000`);
  expect(await greeting('127.0.0.1', Number(readFileSync(file, 'utf8')))).toBe('hello');

  const client = (host: string, port: number) =>
    hooked(
      `
      import net from 'node:net';
      net.connect({ host: '${host}', port: ${port} }).on('error', (error) => console.log(error.code))
        .on('data', (data) => console.log(String(data)));`,
      { ...mapped, PYCONT_ADDRESS: '127.250.7.2' },
    ).line();
  expect(await client(address, 5000)).toBe('hello');
  expect(await client(address, 5001)).toBe('ECONNREFUSED');
  expect(await client('127.0.0.1', 5000)).toBe('ECONNREFUSED');

  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  const polite = hooked(
    `process.on('SIGTERM', () => process.exit(0)); ${greeter('server.listen(5000)')}`,
    mapped,
  );
  await polite.line();
  polite.child.kill('SIGTERM');
  await once(polite.child, 'exit');
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(ports)).toEqual([]);
});

const inUserNamespace = ['unshare', '--user', '--map-root-user'];
const canUnshare = spawnSync(inUserNamespace[0]!, [...inUserNamespace.slice(1), 'true']).status === 0;

test.runIf(canUnshare)('a port below 1024 works for root of a user namespace, by a record', async () => {
  const env80 = { ...env, PYCONT_PORTS: scratchFolder() };
  const server = hooked(greeter('server.listen(80)'), env80, inUserNamespace);
  expect(JSON.parse(await server.line())).toMatchObject({ port: 80 });
  const client = `
    import net from 'node:net';
    net.connect(80, '${address}').on('data', (data) => console.log(String(data)));`;
  expect(await hooked(client, { ...env80, PYCONT_ADDRESS: '127.250.7.2' }).line()).toBe('hello');
});
