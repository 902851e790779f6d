/** All Czech sentences; loaded by those who speak Czech. */
import { CS_OPERATOR } from './operator.ts';
import { CS_SCENES } from './scenes.ts';
import type { Language } from '../language.ts';

export const CZECH: Language = {
  areas: { scenes: CS_SCENES, operator: CS_OPERATOR },
};
