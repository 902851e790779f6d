/** All Czech sentences; loaded by those who speak Czech. */
import { CS_OPERATOR } from './operator.ts';
import type { Language } from '../language.ts';

export const CZECH: Language = {
  areas: { operator: CS_OPERATOR },
};
