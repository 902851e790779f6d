/** What a key has changed, kept in the browser: a reload does not undo it. */
import { useCallback, useState } from 'preact/hooks';
import type { Language } from '../../messages/dashboard/index.ts';
import { languageOf } from './words.ts';

export interface Settings {
  /** Whether the caption of the talk is shown. */
  captioned: boolean;
  /** The graph alone. */
  graph: boolean;
  /** Undefined: as the system has it. */
  theme?: 'light' | 'dark';
  language?: Language;
}

const KEY = 'pycont-dashboard';

export function useSettings(): [Settings & { language: Language }, (changed: Partial<Settings>) => void] {
  const [settings, setSettings] = useState<Settings>(read);
  const change = useCallback((changed: Partial<Settings>) => {
    setSettings((before) => {
      const after = { ...before, ...changed };
      write(after);
      return after;
    });
  }, []);
  const language = settings.language ?? languageOf(location.search, document.documentElement.lang);
  return [{ ...settings, language }, change];
}

function read(): Settings {
  const fresh = { captioned: true, graph: false };
  try {
    return { ...fresh, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Settings>) };
  } catch {
    return fresh;
  }
}

function write(settings: Settings): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser may forbid it: then a reload undoes what was changed.
  }
}
