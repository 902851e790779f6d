import { expect, test } from 'vitest';
import { row } from './row.ts';

const ready = [{ type: 'Ready', status: 'True' }];

test('deployments, services, endpoints, ingresses, nodes, jobs, events', () => {
  const template = {
    spec: {
      containers: [
        { name: 'a', image: 'x:1' },
        { name: 'b', image: 'y:1' },
      ],
    },
  };
  expect(
    row('deployments', {
      spec: { replicas: 3, selector: { matchLabels: { app: 'kad' } }, template },
      status: { readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1 },
    }),
  ).toEqual({
    Name: 'kad',
    Ready: '1/3',
    'Up-to-date': 2,
    Available: 1,
    Age: '10m',
    Containers: 'a,b',
    Images: 'x:1,y:1',
    Selector: 'app=kad',
  });
  expect(
    row('services', {
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.0.1',
        ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }],
        selector: { app: 'kad' },
      },
    }),
  ).toEqual({
    Name: 'kad',
    Type: 'NodePort',
    'Cluster-IP': '10.96.0.1',
    'External-IP': '<none>',
    'Port(s)': '80:30080/TCP',
    Age: '10m',
    Selector: 'app=kad',
  });
  expect(
    row('services', { spec: { type: 'LoadBalancer', clusterIP: '10.96.0.1', ports: [] } }),
  ).toMatchObject({ 'External-IP': '<pending>', 'Port(s)': '<none>' });
  const addresses = ['1', '2', '3', '4'].map((n) => ({ ip: `127.0.0.${n}` }));
  expect(row('endpoints', { subsets: [{ addresses, ports: [{ port: 80 }] }] })['Endpoints']).toBe(
    '127.0.0.1:80,127.0.0.2:80,127.0.0.3:80 + 1 more...',
  );
  expect(row('endpoints', {})['Endpoints']).toBe('<none>');
  expect(row('ingresses', { spec: { rules: [{ host: 'kad.test' }, {}] } })).toMatchObject({
    Class: '<none>',
    Hosts: 'kad.test,*',
    Ports: '80',
  });
  expect(
    row('nodes', {
      metadata: { labels: { 'node-role.kubernetes.io/control-plane': '' } },
      spec: { unschedulable: true },
      status: { conditions: ready, nodeInfo: { kubeletVersion: 'v1' } },
    }),
  ).toMatchObject({
    Status: 'Ready,SchedulingDisabled',
    Roles: 'control-plane',
    Version: 'v1',
    'Internal-IP': '<none>',
  });
  expect(
    row('jobs', {
      spec: { completions: 2, template },
      status: { succeeded: 1, startTime: '2030-01-01T00:09:00Z' },
    }),
  ).toMatchObject({ Status: 'Running', Completions: '1/2', Duration: '60s' });
  expect(
    row('events', {
      involvedObject: { kind: 'Pod', name: 'p' },
      reason: 'Killing',
      message: 'gone\n',
      type: 'Normal',
      source: { component: 'kubelet' },
      lastTimestamp: '2030-01-01T00:09:00Z',
      count: 4,
    }),
  ).toMatchObject({
    'Last Seen': '60s',
    Object: 'pod/p',
    Reason: 'Killing',
    Message: 'gone',
    Source: 'kubelet',
    Count: 4,
  });
  expect(row('secrets', { type: 'Opaque', data: { a: '', b: '' } })).toMatchObject({
    Type: 'Opaque',
    Data: 2,
  });
  expect(row('leases', { spec: { holderIdentity: 'me' } })).toMatchObject({ Holder: 'me' });
});
