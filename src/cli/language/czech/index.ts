/** All Czech sentences and words; loaded by those who speak Czech. */
import { CS_ERRORS } from './errors.ts';
import { CS_OPERATOR } from './operator.ts';
import { CS_SCENES } from './scenes.ts';
import { CS_SHOW } from './show.ts';
import { CS_WORDS } from './words.ts';
import { CS_WORLD } from './world.ts';
import type { Language } from '../language.ts';

export const CZECH: Language = {
  // By area; the show's own may meet the output of any program.
  areas: {
    show: CS_SHOW,
    world: CS_WORLD,
    errors: CS_ERRORS,
    scenes: CS_SCENES,
    operator: CS_OPERATOR,
  },
  words: CS_WORDS,
};
