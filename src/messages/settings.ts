/** Messages about the environment and the global options; every command loads them. */
import { area, entry } from './message.ts';

export const SETTINGS = area('settings', {
  noHome: entry('You have no home folder on this machine', 'Na tomto počítači nemáte domovskou složku'),
  setHome: entry('Set PYCONT_HOME to a folder of your own', 'Nastavte PYCONT_HOME na vlastní složku'),
});
