import { connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventually, service, setEndpoints, testNetwork } from './fake-pods.ts';
import { hooked } from './hooked.ts';

test('pods, services and published ports work where only 127.0.0.1 can be bound', async () => {
  const { network, api } = await testNetwork('mapped');
  const [server, client] = [network.allocate(), network.allocate()];
  const env = { PYCONT_ADDRESSING: 'mapped', PYCONT_PORTS: network.portsFolder };
  const pod = hooked(
    `
    import net from 'node:net';
    net.createServer((socket) => socket.end('hello')).listen(5000, () => console.log('up'));`,
    { ...env, PYCONT_ADDRESS: server },
  );
  await pod.line();
  const socket = await network.dial(server, 5000);
  const [greeting] = await socket.setEncoding('utf8').toArray();
  expect(greeting).toBe('hello');
  await expect(network.dial(server, 5001)).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  const { spec } = api.create('services', service('kad', [{ port: 80, targetPort: 5000 }]));
  setEndpoints(api, 'kad', [server], 5000);
  await eventually(async () => expect(readdirSync(network.portsFolder)).toContain(`${spec.clusterIP}_80`));
  const asked = hooked(
    `
    import net from 'node:net';
    net.connect(80, '${spec.clusterIP}').on('data', (data) => console.log(String(data)))
      .on('error', (error) => console.log(error.code));`,
    { ...env, PYCONT_ADDRESS: client },
  );
  expect(await asked.line()).toBe('hello');

  const { hostPort } = await network.publish('127.0.0.1', 0, server, 5000);
  const [published] = await connect(hostPort, '127.0.0.1').setEncoding('utf8').toArray();
  expect(published).toBe('hello');

  network.release(server);
  await expect(network.dial(server, 5000)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
