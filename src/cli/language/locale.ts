import { LANGUAGES } from '../../messages/index.ts';
import type { Language } from '../../messages/index.ts';

/** The language of the talk that the locale asks for, as setlocale(3) reads it: the first that is set counts. */
export function localeLanguage(env: NodeJS.ProcessEnv, known: readonly Language[]): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const language = /^[a-z]+/.exec(locale.toLowerCase())?.[0] ?? '';
  return known.find((each) => each === language) ?? 'en';
}

/** `PYCONT_LANG`, or else the locale: what holds where no `--lang` is given. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return LANGUAGES.find((known) => known === env.PYCONT_LANG) ?? localeLanguage(env, LANGUAGES);
}

/**
 * The language to tell help and mistakes in, which must be known before the command line is understood: the last
 * `--lang`, wherever it stands. One that is no language is a mistake, told in that of the environment.
 */
export function spokenLanguage(words: readonly string[], env: NodeJS.ProcessEnv): Language {
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  const given = options.flatMap((word, index) =>
    word === '--lang'
      ? [options[index + 1]]
      : word.startsWith('--lang=')
        ? [word.slice('--lang='.length)]
        : [],
  );
  return LANGUAGES.find((known) => known === given.at(-1)) ?? languageOf(env);
}
