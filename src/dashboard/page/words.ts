/** The language of the page, and how it writes ages and times. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { LANGUAGES, translator } from '../../messages/dashboard/index.ts';
import type { Language, Translate } from '../../messages/dashboard/index.ts';

const Words = createContext<Translate>(translator('en'));
export const WordsIn = Words.Provider;
export const useWords = (): Translate => useContext(Words);

/** @param search of the page's address; the server's default is the language of the document */
export function languageOf(search: string, document: string): Language {
  const wanted = [new URLSearchParams(search).get('lang'), document];
  return wanted.find(isLanguage) ?? 'en';
}

const isLanguage = (text: string | null): text is Language => LANGUAGES.some((language) => language === text);
