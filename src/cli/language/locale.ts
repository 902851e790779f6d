import { LANGUAGES } from '../../messages/index.ts';
import type { Language } from '../../messages/index.ts';

/** The language of the locale, as setlocale(3) reads it: the first variable that is set counts. */
export function localeLanguage(env: NodeJS.ProcessEnv, known: readonly Language[]): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const language = /^[a-z]+/.exec(locale.toLowerCase())?.[0] ?? '';
  return known.find((each) => each === language) ?? 'en';
}

/** The default of `--lang`: `PYCONT_LANG`, or else the locale. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return LANGUAGES.find((known) => known === env.PYCONT_LANG) ?? localeLanguage(env, LANGUAGES);
}

/**
 * The language of help and errors, which must be known before the command line is parsed: the last `--lang`, at any
 * position. If its value is not a valid language, that error is reported in the language of the environment.
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
