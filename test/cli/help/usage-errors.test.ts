import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors/user-error.ts';
import { buildProgram } from '../../../src/cli/program.ts';
import { translator } from '../../../src/messages/index.ts';
import type { Language } from '../../../src/messages/index.ts';

const SEE_HELP = 'See pycont --help, or --help after the command';

/** What is thrown for a command line, in two lines. */
async function complaint(line: string[], language: Language): Promise<{ text: string; exitCode: number }> {
  const translate = translator(language);
  const thrown: unknown = await buildProgram(translate)
    .parseAsync(line, { from: 'user' })
    .catch((error: unknown) => error);
  if (!(thrown instanceof UserError)) throw new Error(`${line.join(' ')} is no mistake: ${String(thrown)}`);
  const { message, remedy } = thrown.texts;
  return { text: `${translate(message)}\n→ ${translate(remedy)}`, exitCode: thrown.exitCode };
}

test.each([
  [
    ['scen'],
    "unknown command 'scen'\n→ Did you mean scene?",
    'neznámý příkaz „scen“\n→ Měli jste na mysli scene?',
  ],
  [
    ['stage', 'frobnicate'],
    "unknown command 'frobnicate'\n→ See pycont",
    'neznámý příkaz „frobnicate“\n→ Viz pycont',
  ],
  [
    ['scene', 'next', '--langg'],
    "unknown option '--langg'\n→ Did you mean --lang?",
    'neznámá volba „--langg“',
  ],
  [['doctor', '-q'], "unknown option '-q'\n→ See pycont", 'neznámá volba „-q“\n→ Viz pycont'],
  [['new'], "missing required argument 'name'", 'chybí argument „název“'],
  [
    ['rehearse', '--junit'],
    "option '--junit <file>' argument missing",
    'volbě „--junit <soubor>“ chybí hodnota',
  ],
  [
    ['completion', 'sh'],
    "command-argument value 'sh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.",
    'hodnota „sh“ argumentu „shell“ neplatí. Možnosti: bash, zsh, fish.',
  ],
  [
    ['scene', 'next', '--type', 'fast'],
    "option '--type <how>' argument 'fast' is invalid. Allowed choices are auto, keys, none.",
    'volba „--type <jak>“: hodnota „fast“ neplatí. Možnosti: auto, keys, none.',
  ],
  [
    ['new', 'a', 'b', 'c'],
    "too many arguments for 'new'. Expected 1 argument but got 3: a, b, c.",
    'příliš mnoho argumentů pro „new“. Má být 1, jsou 3: a, b, c.',
  ],
  [
    ['load', '--connections', '1.5'],
    '1.5 is not a valid whole number from 1 to 10000.',
    '1.5 není platné celé číslo od 1 do 10000.',
  ],
  [
    ['load', '--rate', '0'],
    '0 is not a valid rate in requests per second, above 0 and up to 100000.',
    '0 není platný počet požadavků za sekundu, větší než 0 a\u{A0}nejvýše 100000.',
  ],
  [['operator', 'run', '--min', '1.5'], '1.5 is not a valid whole number.', '1.5 není platné celé číslo.'],
  [['operator', 'run', '--objective', ''], ' is not a valid number.', ' není platné číslo.'],
  [['operator', 'run', '--metrics-port', '70000'], '70000 is not a valid port.', '70000 není platný port.'],
  [
    ['operator', 'run', '--deployment', ''],
    "argument '' is invalid. It is empty.",
    '„“ neplatí. Je prázdná.',
  ],
  [
    ['rehearse', '--minutes', '20'],
    '--minutes and --format need --report\n→ Add',
    '--minutes a\u{A0}--format patří',
  ],
])('%j is a mistake, told in both languages', async (line, english, czech) => {
  const told = await complaint(line, 'en');
  expect(told.text).toContain(english);
  expect(told.text).toMatch(/^[^\n]+\n→ [^\n]+$/);
  expect(told.exitCode).toBe(2);
  expect((await complaint(line, 'cs')).text).toContain(czech);
});

test('what the user has written is not translated, even where it reads like a sentence of pycont', async () => {
  const spoken = (...line: string[]) => complaint(line, 'cs');
  expect((await spoken('print JSON')).text).toContain('neznámý příkaz „print JSON“');
  expect((await spoken('--stage', 'It is empty.')).text).toContain(
    'hodnota „It is empty.“ neplatí. Možnosti',
  );
  expect((await spoken('load', '--rate', 'print JSON')).text).toContain('print JSON není platný počet');
  expect((await spoken('doctor', 'name', 's tím')).text).toContain('jsou 2: name, s tím.');
  expect((await spoken('--<name>')).text).toContain('neznámá volba „--<name>“');
});

test('what commander complains of besides is a mistake, too', () => {
  const program = buildProgram(translator('en'));
  expect(() => program.error('something else')).toThrow(UserError);
  expect(() => program.error('something else')).toThrow('something else');
  expect(SEE_HELP).toBe(thrownBy(() => program.error('something else')).remedy);
});

function thrownBy(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    return error as UserError;
  }
  throw new Error('nothing was thrown');
}
