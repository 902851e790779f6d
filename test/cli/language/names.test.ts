/** What a person or a program wrote is never translated, even where it reads like a sentence of pycont's own. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pycont, scene, step, talkOf } from '../pycont.ts';
import type { Ended } from '../pycont.ts';

const FOLDER = 'nothing to scale yet';
function talkThere() {
  const { root, home, env } = talkOf();
  const folder = join(root, FOLDER, '01-continued');
  mkdirSync(folder, { recursive: true });
  const body = [
    step('name="no mistake" exit=0', 'echo "no output"'),
    step(
      'name="the command to end by itself" contains="exit code 0"',
      'echo "no output"; echo "exit code 7"',
    ),
  ].join('');
  writeFileSync(join(folder, 'scene.md'), scene('waiting', body).replace('The waiting', 'waiting …'));
  const pycontIn = (language: string, ...args: string[]): Promise<Ended> =>
    pycont(['--lang', language, '--scenes', FOLDER, ...args], env, root);
  return {
    root,
    journal: join(home, 'talk', 'journal.jsonl'),
    pycontIn,
    czech: (...args: string[]) => pycontIn('cs', ...args),
  };
}

test('a step, a folder, a title and an output keep their words: lint and list', async () => {
  const { root, czech } = talkThere();
  expect(await czech('lint')).toMatchObject({ code: 0, stdout: '✓ 1 scéna, 2 kroky, bez chyby\n' });
  expect((await czech('scene', 'list')).stdout).toMatch(/ waiting +waiting … .* další\n$/);
  const twice = join(root, FOLDER, 'twice');
  mkdirSync(join(twice, '01-no output'), { recursive: true });
  const both = step('name="no mistake" exit=0', 'true').repeat(2);
  writeFileSync(join(twice, '01-no output', 'scene.md'), scene('waiting', both));
  const { stdout } = await czech('lint', twice);
  expect(stdout).toContain(
    `${FOLDER}/twice/01-no output/scene.md:12:1: dva kroky se jmenují „no mistake“: druhý je na řádku 8`,
  );
  expect(stdout).toMatch(/\n1 chyba\n$/);
});

test('an id that is asked for, and a name in a mistake, keep their words', async () => {
  const { root, czech } = talkThere();
  for (const id of [FOLDER, 'no mistake', 'the front matter is missing'])
    expect((await czech('scene', 'show', id)).stderr).toBe(
      `pycont: Scéna „${id}“ tu není\n→ Na výběr je: waiting\n`,
    );
  const folder = join(root, FOLDER, '01-continued');
  const body = '\nShorten: it\n\n```sh exit=0 Shorten="it"\nls\n```\n\n```diff\n```\n';
  writeFileSync(join(folder, 'scene.md'), scene('waiting', body));
  writeFileSync(join(folder, 'fix.patch'), '');
  writeFileSync(join(folder, 'scene.cs.md'), scene('waiting', step('exit=0', 'ls')));
  const file = `${FOLDER}/01-continued/scene.md`;
  const { stdout } = await czech('lint');
  expect(stdout).toContain(
    `${file}:8:1: Shorten mluví, ale není v\u{A0}obsazení\n  → Na výběr je: Narrator, Hipster. `,
  );
  expect(stdout).toContain(`${file}:10:14: „Shorten“ není platný atribut bloku sh\n  → `);
  writeFileSync(join(folder, 'scene.md'), scene('waiting', `${step('exit=0', 'ls')}\n\`\`\`diff\n\`\`\`\n`));
  expect((await czech('lint')).stdout).toContain(
    `${FOLDER}/01-continued/scene.cs.md:1:1: chybí krok „oprava“ ze souboru ${file}\n  → Zkopírujte ho odtamtud\n`,
  );
});

test('the player and a rehearsal: what was expected is worded, what came is shown as it came', async () => {
  const { czech } = talkThere();
  const played = await czech('scene', 'next');
  expect(played.stdout).toContain('  waiting …\n  scéna 1 · waiting · 1');
  expect(played.stdout).toMatch(
    / ✗ the command to end by itself\n +mělo být výstup, který obsahuje „exit code 0“\n +bylo +výstup výše\n/,
  );
  expect(played.stdout).toContain('│ no output\n');
  const { stdout } = await czech('rehearse');
  expect(stdout).toContain('✓ no mistake ');
  expect(stdout).toContain('Krok „the command to end by itself“ scény 1, waiting, selhal.');
  expect(stdout).toMatch(/ +bylo +no output\n +exit code 7\n/);
});

test('why the stage is prepared is told in the language of whoever reads the journal', async () => {
  const { journal, pycontIn, czech } = talkThere();
  await czech('scene', 'next');
  await czech('rehearse');
  const notes = async (language: string) => (await pycontIn(language, 'notes')).stdout.replace(/\s+/g, ' ');
  expect(readFileSync(journal, 'utf8')).toContain('"why":"a rehearsal","cause":{"of":"rehearsal"}');
  expect(await notes('cs')).toContain('Jeviště se právě připravuje (byla zkouška).');
  expect(await notes('en')).toContain('The stage is being prepared (a rehearsal).');
  expect(await notes('cs')).toContain('selhalo the command to end by itself');

  const seq = readFileSync(journal, 'utf8').trimEnd().split('\n').length + 1;
  const record = { v: 1, seq, at: new Date().toISOString(), kind: 'world-lost' };
  appendFileSync(journal, `${JSON.stringify({ ...record, why: 'moving to scene a rehearsal' })}\n`);
  expect(await notes('cs')).toContain('(moving to scene a rehearsal)');
  const later = { ...record, seq: seq + 1, why: 'a new talk', cause: { of: 'of another version' } };
  appendFileSync(journal, `${JSON.stringify(later)}\n`);
  expect(await notes('cs')).toContain('(a new talk)');
});

test('what stands in the way keeps the names in it', async () => {
  const { root, czech, pycontIn } = talkThere();
  await czech('scene', 'next');
  mkdirSync(join(root, 'other', '01-a'), { recursive: true });
  writeFileSync(join(root, 'other', '01-a', 'scene.md'), scene('a', step('exit=0', 'true')));
  const { stderr } = await pycontIn('cs', '--scenes', 'other', 'scene', 'next');
  expect(stderr).toContain(`pycont: Rozehraná přednáška je ta ze složky ${join(root, FOLDER)}\n`);
  const again = await czech('new', FOLDER);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining(`${FOLDER} už existuje\n`) });
});
