import { describe, expect } from 'vitest';
import type { Fault } from '../fault-proxy.ts';
import { breach, isScale, isStatus, evaluations, next, oneStep, sees, settled, soon } from './steps.ts';
import type { FaultTest } from './steps.ts';

const tooMany: Fault = { status: 429, reason: 'TooManyRequests', headers: { 'retry-after': '1' } };

export function apiServerFaults(test: FaultTest): void {
  describe('the API server', () => {
    test.for<[string, Fault]>([
      ['409', { status: 409, reason: 'Conflict' }],
      ['410', { status: 410, reason: 'Gone' }],
      ['429', tooMany],
      ['500', { status: 500, reason: 'InternalError' }],
      ['401', { status: 401, reason: 'Unauthorized' }],
      ['a reset', 'reset'],
      ['an answer that is lost though the step was made', 'lost answer'],
      ['a slow answer', { delayMs: 1500 }],
    ])('%s to the step', async ([, fault], { world }) => {
      const running = await settled(world);
      const { left } = next(world, fault === 'lost answer' ? 1 : 2, isScale, fault);
      breach(world);
      await soon(() => expect(left()).toBeLessThanOrEqual(1));
      await oneStep(world, running);
    });

    test('no answer at all to the step', async ({ world }) => {
      const running = await settled(world);
      const { left } = next(world, 1, isScale, 'silent');
      breach(world);
      await soon(() => expect(left()).toBe(0));
      await oneStep(world, running);
    });

    test('a real conflict: somebody was faster', async ({ world }) => {
      const running = await settled(world);
      let conflict: Promise<unknown> | undefined;
      world.proxy.fault = (asked) => {
        if (!isScale(asked) || conflict !== undefined) return undefined;
        conflict = Promise.resolve(world.scaleByHand(4));
        // The step arrives when somebody else's has been made.
        return { delayMs: 300 };
      };
      breach(world);
      await soon(async () => expect(await world.replicas()).toBe(4));
      await conflict;
      await sees(running, 4);
      await evaluations(running, 15);
      expect(await world.replicas()).toBe(4);
      expect(await world.events('ScaledUp')).toEqual([]);
    });

    test.for<[string, Fault]>([
      ['410', { status: 410, reason: 'Expired' }],
      ['429', tooMany],
      ['500', { status: 500, reason: 'InternalError' }],
      ['401', { status: 401, reason: 'Unauthorized' }],
      ['a reset', 'reset'],
    ])('%s to every watch and list for a while', async ([, fault], { world }) => {
      const running = await settled(world);
      const { left } = next(world, 9, ({ method }) => method === 'GET', fault);
      world.proxy.cut();
      await soon(() => expect(left()).toBeLessThanOrEqual(4), 20_000);
      await world.scaleByHand(3);
      world.proxy.fault = () => undefined;
      await sees(running, 3);
    });

    test('the token expires: the credentials are read anew', async ({ world }) => {
      const running = await settled(world);
      world.proxy.expireToken();
      world.proxy.cut();
      breach(world);
      await oneStep(world, running);
    });

    test('a watch that says 410 among its events: everything is read anew', async ({ world }) => {
      const running = await settled(world);
      const { left } = next(world, 3, ({ watch }) => watch, 'expired');
      const lists = () => world.proxy.asked.filter(({ path }) => path.includes('limit=')).length;
      const before = lists();
      await soon(() => expect(left()).toBe(0));
      await soon(() => expect(lists()).toBeGreaterThan(before));
      await world.scaleByHand(3);
      await sees(running, 3);
    });

    test('cut off while something changes', async ({ world }) => {
      const running = await settled(world);
      await world.proxy.down();
      await world.scaleByHand(3);
      await world.proxy.up();
      await sees(running, 3);
    });

    test('watches that fall silent are found out and replaced', async ({ world }) => {
      const running = await settled(world);
      world.proxy.watchesSilent = true;
      await world.scaleByHand(3);
      await evaluations(running, 5);
      expect(running.evaluations.at(-1)!.seen.replicas).toBe(1);
      world.proxy.watchesSilent = false;
      await sees(running, 3);
    });

    test('a silent watch and a breach: the step upon an old view is refused, and the view renewed', async ({
      world,
    }) => {
      const running = await settled(world);
      world.proxy.watchesSilent = true;
      await world.scaleByHand(4);
      world.proxy.watchesSilent = false;
      breach(world);
      await sees(running, 4);
      await evaluations(running, 10);
      expect(await world.replicas()).toBe(4);
    });

    test('slow in all it does: no second step', async ({ world }) => {
      const running = await settled(world);
      world.proxy.fault = ({ watch }) => (watch ? undefined : { delayMs: 2000 });
      breach(world);
      await soon(async () => expect(await world.replicas()).toBe(2));
      world.proxy.fault = () => undefined;
      await oneStep(world, running);
    });

    test('gone for a while: no step, no exit, and right again', async ({ world }) => {
      const running = await settled(world);
      await world.proxy.down();
      breach(world);
      await evaluations(running, 3);
      expect(await world.replicas()).toBe(1);
      await world.proxy.up();
      await oneStep(world, running);
    });

    test('not there yet when the operator starts', async ({ world }) => {
      // The pod shall be there, so that there is nothing else to wait for.
      const before = await settled(world);
      await before.stop();
      await world.proxy.down();
      const running = world.run();
      await soon(() => expect(running.warnings.length).toBeGreaterThan(2));
      breach(world);
      await world.proxy.up();
      await oneStep(world, running);
    });

    test('the status cannot be written: no second step, and written in the end', async ({ world }) => {
      const running = await settled(world);
      const { left } = next(world, 3, isStatus, { status: 500 });
      breach(world);
      await soon(() => expect(left()).toBe(0));
      await oneStep(world, running);
      await soon(async () => expect((await world.status()).desiredReplicas).toBe(2));
      expect(await world.events('ScaledUp')).toHaveLength(1);
    });

    test('Events cannot be written: that stops nothing', async ({ world }) => {
      const running = await settled(world);
      world.proxy.fault = ({ path, method }) =>
        method === 'POST' && path.includes('/events') ? { status: 403 } : undefined;
      breach(world);
      await oneStep(world, running);
      await soon(async () => expect((await world.status()).desiredReplicas).toBe(2));
    });
  });
}
