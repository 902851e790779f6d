/** The operator with the rights that deploy/operator gives it, no more and no less. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { grant, ROLES, RULES, runWithRights } from './rights.ts';
import type { Rule } from './rights.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';

let world: Stage;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.createScaler();
});
afterEach(() => world.close());

const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** All that the operator does in a talk: waits for data, scales up and down, loses the data again, and ends. */
async function everything(): Promise<string[]> {
  const running = runWithRights(world);
  await soon(() => expect(world.events('LatencyUnknown')).toHaveLength(1));
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  await soon(() => expect(world.status().desiredReplicas).toBe(2));
  await soon(() => expect(world.events('ScaledUp').length).toBeGreaterThan(0));
  world.scaleByHand(6);
  await soon(() => expect(world.replicas()).toBe(5));
  await soon(() => expect(world.events('ScaledDown').length).toBeGreaterThan(0));
  world.latency.delete('kad');
  await soon(() => expect(world.events('LatencyUnknown')[0]!.count).toBe(2));
  await running.stop();
  return running.warnings;
}

test('suffice for all it does', async () => {
  grant(world);
  expect((await everything()).filter((warning) => warning.includes('403'))).toEqual([]);
});

test('name every verb and resource', () => {
  for (const { apiGroups, resources, verbs } of RULES)
    expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
  expect(RULES.flatMap(({ resources }) => resources)).not.toContain('secrets');
});

const verbs = RULES.flatMap((rule) =>
  rule.verbs.map((verb): [verb: string, resource: string, rule: Rule] => [verb, rule.resources.join(), rule]),
);

test.each(verbs)('without %s %s it says that something is forbidden', async (verb, _, rule) => {
  grant(
    world,
    RULES.map((each) =>
      each === rule ? { ...each, verbs: each.verbs.filter((other) => other !== verb) } : each,
    ).filter((each) => each.verbs.length > 0),
  );
  const running = runWithRights(world);
  const complaints = () => running.warnings.filter((warning) => warning.includes('403'));
  let ended: unknown;
  void running.ended.then((error) => (ended = error));
  const said = () => expect([...complaints(), String(ended)].join('\n')).toMatch(/403|forbidden/i);
  // Unknown, known and too slow, calm, unknown again: whatever the right is for, its time comes.
  const [slow, calm] = [
    { rate: 40, share: 0, mean: 1 },
    { rate: 0, share: 0 },
  ];
  const states = [...Array<undefined>(5), slow, slow, slow, calm, calm, calm];
  let state = 0;
  const turn = setInterval(() => {
    state += 1;
    const latency = states[state % states.length];
    if (latency) world.latency.set('kad', latency);
    else world.latency.delete('kad');
  }, 700);
  try {
    await soon(said);
  } finally {
    clearInterval(turn);
  }
});

test('where they do not suffice for a step, it says so', async () => {
  grant(world);
  const role = structuredClone(world.server.cluster.get(ROLES, NAMESPACE, 'pycont-operator')!);
  role.rules = role.rules.filter(({ resources }: Rule) => !resources.includes('deployments/scale'));
  world.server.cluster.update(ROLES, role);
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  runWithRights(world);
  await soon(() => expect(world.events('ScaleFailed')).toHaveLength(1));
  expect(world.replicas()).toBe(1);
});
