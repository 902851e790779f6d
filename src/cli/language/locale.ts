/** The language of the talk that the locale asks for, as setlocale(3) reads it: the first that is set counts. */
export function localeLanguage(env: NodeJS.ProcessEnv, known: readonly string[]): string {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const language = /^[a-z]+/.exec(locale.toLowerCase())?.[0] ?? '';
  return known.includes(language) ? language : 'en';
}
