import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spokenLanguage } from '../../../src/cli/language/locale.ts';
import { pycont, scene, step, talkOf } from '../pycont.ts';

const CZECH_LOCALE = { LANG: 'cs_CZ.UTF-8' };
/** A cluster that does not answer. */
const NOWHERE = JSON.stringify({
  'current-context': 'nowhere',
  contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'me' } }],
  clusters: [{ name: 'nowhere', cluster: { server: 'http://127.0.0.1:1' } }],
  users: [{ name: 'me', user: {} }],
});
const HELLO = scene('hello', `\nNarrator: Once upon a time.\n${step('exit=0', 'echo hi')}`);

test.each([
  [['--lang', 'cs', '--help'], {}, 'cs'],
  [['--help', '--lang', 'cs'], {}, 'cs'],
  [['scene', 'next', '--lang=cs', '--help'], {}, 'cs'],
  [['--lang', 'cs', '--lang', 'en'], {}, 'en'],
  [['--lang', 'en', 'doctor'], CZECH_LOCALE, 'en'],
  [['doctor'], { PYCONT_LANG: 'cs', LANG: 'en_US' }, 'cs'],
  [['doctor'], { PYCONT_LANG: 'en', ...CZECH_LOCALE }, 'en'],
  [['doctor'], { PYCONT_LANG: 'xx', ...CZECH_LOCALE }, 'cs'],
  [['--lang', 'xx'], CZECH_LOCALE, 'cs'],
  [['--lang'], CZECH_LOCALE, 'cs'],
  [['complete', '--', '--lang', 'cs'], {}, 'en'],
  [[], {}, 'en'],
])('%j with %j is told in %s', (words, env, language) => {
  expect(spokenLanguage(words, env)).toBe(language);
});

test.each([
  [['--lang', 'cs', '--help'], {}],
  [['scene', 'next', '--help', '--lang', 'cs'], {}],
  [['help', 'scene'], { PYCONT_LANG: 'cs' }],
  [[], CZECH_LOCALE],
])('the help of %j with %j is Czech', async (args, more) => {
  const { env } = talkOf();
  const { code, stdout, stderr } = await pycont(args, { ...env, ...more });
  expect(stdout).toMatch(/^Použití: pycont/);
  expect(stdout).toContain('\nPříklady:\n');
  expect(stdout).not.toMatch(/Usage|Options|Commands|Examples|choices|default|print/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['a command', ['scen'], 2, 'neznámý příkaz „scen“\n→ Měli jste na mysli scene?'],
  ['a flag', ['rehearse', '--jsn'], 2, 'neznámá volba „--jsn“\n→ Měli jste na mysli --json?'],
  [
    'a language',
    ['--lang', 'xx', 'doctor'],
    2,
    'volba „--lang <jazyk>“: hodnota „xx“ neplatí. Možnosti: en, cs.',
  ],
  ['a missing value', ['--stage'], 2, 'volbě „--stage <název>“ chybí hodnota'],
  ['a missing argument', ['new'], 2, 'chybí argument „název“'],
  [
    'an argument too many',
    ['doctor', 'now'],
    2,
    'příliš mnoho argumentů pro „doctor“. Má jich být 0, je 1: now.',
  ],
  ['a number', ['load', '--connections', 'x'], 2, 'x není platné celé číslo od 1 do 10000.'],
  [
    'a scene',
    ['scene', 'show', 'helo'],
    2,
    'Scéna „helo“ tu není\n→ Měli jste na mysli hello? Na výběr je: hello',
  ],
  [
    'a folder',
    ['--scenes', '/my own talk', 'lint'],
    2,
    'Složka se scénami /my own talk neexistuje\n→ Zadejte',
  ],
  ['a stage', ['stage', 'switch', 'moon'], 2, 'Prostředí „moon“ není\n→ Vyberte si: embedded, cluster'],
  [
    'an address',
    ['load', 'example.com'],
    2,
    'example.com není tento stroj: zatěžovat cizí server bez souhlasu je útok.',
  ],
  [
    'a duration',
    ['load', '--duration', '5 s', '127.0.0.1:1'],
    2,
    '--duration: „5 s“ není platná doba\n→ Napište ji jako',
  ],
  [
    'a policy',
    ['operator', 'run', '--deployment', 'x', '--min', '0'],
    2,
    '--min je 0; musí to být celé číslo od 1',
  ],
  [
    'a condition',
    ['graph', '--until', 'x'],
    2,
    '--until: „x“ není platná podmínka.\n→ Porovnejte share, replicas, rps, p95',
  ],
  ['a cluster', ['operator', 'run'], 1, 'API server http://127.0.0.1:1 neodpovídá: '],
  [
    'no rehearsal',
    ['rehearse', '--report'],
    1,
    'Tato přednáška ještě žádnou zkoušku neměla\n→ Nejdřív spusťte',
  ],
])('%s that is wrong is told in Czech, in two lines', async (_what, args, code, message) => {
  const { env, scenes } = talkOf(HELLO);
  const kubeconfig = join(scenes, 'kubeconfig');
  writeFileSync(kubeconfig, NOWHERE);
  const given = args.includes('--scenes') ? args : ['--scenes', scenes, ...args];
  const { stderr, ...ended } = await pycont(given, { ...env, ...CZECH_LOCALE, KUBECONFIG: kubeconfig });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^pycont: [^\n]+\n→ [^\n]+\n$/);
  expect(ended).toEqual({ code, stdout: '' });
});

test('what is no mistake of the user is told in Czech, too', async () => {
  const { env, root } = talkOf(HELLO);
  const blocked = await pycont(['scene', 'next'], { ...env, ...CZECH_LOCALE, PYCONT_HOME: '/dev/null/home' });
  expect(blocked.stderr).toMatch(
    /^pycont: Do \/dev\/null\/\S+ nejde zapisovat: část cesty je soubor\n→ Nastavte/,
  );
  expect(existsSync(join(root, 'home'))).toBe(false);
});

test('what the commands say is Czech, and what machines read is as ever', async () => {
  const { env, scenes, root } = talkOf(HELLO, scene('second', step('exit=0', 'true')));
  const czech = (...args: string[]) => pycont(['--scenes', scenes, ...args], { ...env, ...CZECH_LOCALE });
  const english = (...args: string[]) => pycont(['--scenes', scenes, ...args], env);
  expect((await czech('lint')).stdout).toBe('✓ 2 scény, 2 kroky, bez chyby\n');
  expect((await czech('scene', 'list')).stdout).toMatch(/ id +název +vyhrazeno +hrají +stav\n.* další\n/);
  expect((await czech('scene', 'show', 'hello')).stdout).toContain('scéna 1 · hello · 1');
  expect((await czech('scene', 'goto', 'second')).stdout).toContain('Jeviště je na začátku scény 2, second.');
  expect((await czech('scene', 'reset')).stdout).toMatch(
    /^Příští přednáška začne od začátku\. Deník zůstává v\u{A0}souboru /u,
  );
  expect((await czech('new', join(root, 'mine'))).stdout).toContain(
    `Přednáška o\u{A0}dvou scénách je ve složce ${root}`,
  );
  expect((await czech('rehearse')).stdout).toContain('záznam zkoušky /');
  expect((await czech('stage', 'down')).stdout).toMatch(/^Prostředí \w+ už neběží\.\n$/);
  expect((await czech('complete', '--', 'sta')).stdout).toContain(
    'stage\tspustit, zastavit a\u{A0}prohlédnout prostředí',
  );
  for (const args of [
    ['scene', 'list', '--json'],
    ['stage', 'status', '--json'],
    ['doctor', '--json'],
    ['stage', 'env'],
  ])
    expect((await czech(...args)).stdout.replace(/\d{4,} MB/g, '')).toBe(
      (await english(...args)).stdout.replace(/\d{4,} MB/g, ''),
    );
});

test('the doctor tells verdicts and what to mend in Czech', async () => {
  const { env } = talkOf(HELLO);
  const { stdout } = await pycont(['--scenes', '/nowhere', 'doctor'], { ...env, ...CZECH_LOCALE });
  expect(stdout).toMatch(/✗ talk +Složka se scénami \/nowhere neexistuje\n +→ Zadejte složku přednášky/);
  expect(stdout).toMatch(/• terminal +není tu terminál: scény se hrají bez obsluhy\n/);
});
