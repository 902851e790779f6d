/** What a dashboard that is open during the whole talk must have shown, on any stage. */
import { expect, test } from 'vitest';
import type { Mark } from '../../src/dashboard/view/view.ts';
import type { FollowedTalk } from './followed-talk.ts';

export function testFollowed(followed: () => FollowedTalk): void {
  test('its caption goes through the ten scenes, in their order', () => {
    expect(followed().scenes).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(followed().complaints).toEqual([]);
  });

  test('nothing is measured before scene seven; there the graph falls, in scene nine it recovers', () => {
    const { unmeasured, points } = followed();
    // Scene seven installs Prometheus, and the last one removes it.
    expect(unmeasured).toEqual(['1', '2', '3', '4', '5', '6', '7', '10']);
    const shares = points.flatMap(({ at, share, replicas = 0 }) =>
      share == null ? [] : [{ at, share, replicas }],
    );
    const fallen = shares.findIndex(({ share }) => share < 0.8);
    expect(fallen).toBeGreaterThanOrEqual(0);
    const recovered = shares.slice(fallen).find(({ share, replicas }) => share > 0.9 && replicas > 1);
    expect(recovered).toBeDefined();
    console.log(`the share fell to ${Math.min(...shares.map(({ share }) => share)).toFixed(2)}`);
  });

  test('releases, the load, what was scaled by hand and by the operator are marked', () => {
    const { marks } = followed();
    const of = <Kind extends Mark['kind']>(kind: Kind) =>
      marks.filter((mark) => mark.kind === kind) as Extract<Mark, { kind: Kind }>[];
    const loads = marks.filter(({ kind }) => kind === 'load-on' || kind === 'load-off');
    expect(of('release').map(({ version }) => version)).toEqual(['0.1', '0.2', '0.3', '0.4']);
    expect(of('scale').map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const steps = of('step');
    expect(steps[0]).toMatchObject({ from: 1, to: 2, why: expect.stringMatching(/objective|load/) });
    expect(steps.at(-1)).toMatchObject({ to: 1, why: expect.stringContaining('calm') });
    // How often the load goes on and off is a matter of how fast the scenes follow each other.
    expect(loads.map(({ kind }) => kind)).toEqual(
      loads.map((_, index) => (index % 2 ? 'load-off' : 'load-on')),
    );
    expect(loads.at(-1)!.kind).toBe('load-off');
    expect(loads.at(-1)!.at).toBeLessThan(steps.at(-1)!.at);
  });
}
