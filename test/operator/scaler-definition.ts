/** What the definition of a LatencyScaler makes an API server and kubectl do. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { defaults } from '../../src/operator/decision/policy.ts';

export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs kubectl with these arguments, in a namespace that is there. */
export type Kubectl = (args: string[], input?: string) => Promise<Said>;

const scaler = (spec: object, name = 'kad'): string =>
  JSON.stringify({
    apiVersion: 'pycont.dev/v1alpha1',
    kind: 'LatencyScaler',
    metadata: { name },
    spec: { scaleTargetRef: { name: 'kad' }, ...spec },
  });

export function scalerDefinition(open: () => Kubectl): void {
  let kubectl: Kubectl;

  beforeAll(async () => {
    kubectl = open();
    const { code, stderr } = await kubectl(['apply', '--filename=-'], scaler({}));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    // A new kind can be explained once the server has rebuilt its OpenAPI document.
    await vi.waitFor(
      async () => expect((await kubectl(['explain', 'latencyscaler'])).stdout).toContain('LatencyScaler'),
      { timeout: 30_000, interval: 500 },
    );
  }, 40_000);

  test.each([
    [
      'latencyscaler.spec',
      [
        'The objective, and how to keep it.',
        /scaleTargetRef\t<Object> -required-/,
        /objective\t<number>\s+The share of requests, from 0 to 1, that must be fast/,
        /maxReplicas\t<integer>\s+Never more replicas than this, by default 5/,
        /paused\t<boolean>\s+While true nothing is scaled/,
        /maxStep\t<integer>\s+At most so many replicas are added or removed at once/,
      ],
    ],
    ['lsc.spec.prometheus.service', [/port\t<integer>\s+Port of the Service/]],
    // Kubernetes 1.20 publishes no fields of an object that may be null.
    ['lsc.status.learned', [/The measured capacity of one replica, in requests per second/]],
    ['lsc.status', [/share\t<number>\s+The share of fast requests/, /lastScaleTime\t<string>/]],
  ])('kubectl explain %s', async (path, expected) => {
    const { stdout } = await kubectl(['explain', path]);
    const text = stdout.replaceAll(/ +/g, ' ');
    for (const each of expected) expect(text).toMatch(each);
    // Every field says what it is.
    expect(text).not.toContain('<no description>');
    expect(text).not.toMatch(/\t<[^\n]+\n\s*\n/);
  });

  test('defaults are filled in', async () => {
    const { stdout } = await kubectl(['get', 'latencyscaler', 'kad', '--output=json']);
    // Its default depends on the objective.
    const { scaleDownAbove: _, ...same } = defaults;
    expect(JSON.parse(stdout).spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'kad' },
      ...same,
      paused: false,
    });
  });

  test('columns, by the short name and by the category', async () => {
    const { stdout } = await kubectl(['get', 'lsc']);
    expect(
      stdout
        .split('\n')[0]!
        .split(/ {2,}/)
        .map((title) => title.trim()),
    ).toEqual(['NAME', 'TARGET', 'MIN', 'MAX', 'REPLICAS', 'SHARE', 'P90 MS', 'LAST SCALED', 'REASON']);
    expect(stdout.split('\n')[1]).toMatch(/^kad +kad +1 +5/);
    expect((await kubectl(['get', 'pycont'])).stdout).toMatch(/^kad +kad +1 +5/m);
  });

  test('with --output=wide, what was learned', async () => {
    const kad = JSON.parse((await kubectl(['get', 'lsc', 'kad', '--output=json'])).stdout);
    kad.status = { learned: { requestsPerSecondPerReplica: 19, carried: 18, tooMuch: 21, revision: '1' } };
    const { stderr, code } = await kubectl(
      ['replace', '--subresource=status', '--filename=-'],
      JSON.stringify(kad),
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const [titles, line] = (await kubectl(['get', 'lsc', 'kad', '--output=wide'])).stdout.split('\n');
    const at = titles!.indexOf('PER REPLICA');
    expect(at).toBeGreaterThan(0);
    expect(line!.slice(at)).toMatch(/^19 /);
    const { stdout } = await kubectl(['get', 'lsc', 'kad', '--output=jsonpath={.status.learned}']);
    expect(JSON.parse(stdout)).toEqual(kad.status.learned);
  });

  describe('is refused, with the field and why', () => {
    test.each<[object, RegExp]>([
      [{ minReplicas: 0 }, /spec\.minReplicas.*greater than or equal to 1/],
      [{ maxReplicas: 1001 }, /spec\.maxReplicas.*less than or equal to 1000/],
      [{ maxReplicas: 'many' }, /spec\.maxReplicas.*integer/],
      [{ objective: 1.5 }, /spec\.objective.*less than or equal to 1/],
      [{ objective: 0 }, /spec\.objective.*greater than 0/],
      [{ scaleDownAbove: 0 }, /spec\.scaleDownAbove.*greater than 0/],
      [{ scaleDownAbove: 2 }, /spec\.scaleDownAbove.*less than or equal to 1/],
      [{ thresholdMilliseconds: 0 }, /spec\.thresholdMilliseconds.*greater than or equal to 1/],
      [{ windowSeconds: 1 }, /spec\.windowSeconds.*greater than or equal to 2/],
      [{ cooldownSeconds: -1 }, /spec\.cooldownSeconds.*greater than or equal to 0/],
      [{ maxStep: 0 }, /spec\.maxStep.*greater than or equal to 1/],
      [{ maxStep: 1.5 }, /spec\.maxStep.*integer/],
      [{ scaleDownStabilizationSeconds: 86401 }, /spec\.scaleDownStabilizationSeconds.*less than or equal/],
      [{ prometheus: { url: 'ftp://x' } }, /spec\.prometheus\.url.*should match/],
      [
        { prometheus: { service: { port: 0 } } },
        /spec\.prometheus\.service\.port.*greater than or equal to 1/,
      ],
      // What becomes part of an address leads nowhere else.
      [{ prometheus: { service: { name: 'a/../../x' } } }, /spec\.prometheus\.service\.name.*should match/],
      [
        { prometheus: { service: { namespace: '..' } } },
        /spec\.prometheus\.service\.namespace.*should match/,
      ],
      [{ scaleTargetRef: { name: '../x' } }, /spec\.scaleTargetRef\.name.*should match/],
      [
        { scaleTargetRef: { name: 'x', apiVersion: 'batch/v1' } },
        /spec\.scaleTargetRef\.apiVersion.*"apps\/v1"/,
      ],
      [{ paused: 'yes' }, /spec\.paused.*boolean/],
      [{ scaleTargetRef: { kind: 'StatefulSet', name: 'x' } }, /spec\.scaleTargetRef\.kind.*"Deployment"/],
      [{ scaleTargetRef: {} }, /spec\.scaleTargetRef\.name: Required value/],
      [{ scaleTargetRef: undefined }, /spec\.scaleTargetRef: Required value/],
    ])('%j', async (spec, why) => {
      const { code, stderr } = await kubectl(
        ['create', '--validate=false', '--filename=-'],
        scaler(spec, 'bad'),
      );
      expect(stderr).toMatch(why);
      expect(stderr).toContain('"bad" is invalid');
      expect(code).not.toBe(0);
    });
  });
}
