import type { Talk } from '../journal/talk.ts';
import type { Recordings } from '../recordings/recording.ts';
import type { World } from './act.ts';
import type { Presenter } from './presenter.ts';

/** What a scene is played with. */
export interface Show {
  talk: Talk;
  world: World;
  presenter: Presenter;
  /** What can be shown where a step fails. */
  recordings?: Recordings;
}
