/** Columns of the tables of scenes, steps and rehearsals, and the state of a scene. */
import { area, entry } from '../message.ts';

export const TABLE = area('table', {
  scene: entry('scene', 'scéna'),
  title: entry('title', 'název'),
  cast: entry('cast', 'hrají'),
  state: entry('state', 'stav'),
  step: entry('step', 'krok'),
  steps: entry('steps', 'kroků'),
  time: entry('time', 'čas'),
  budget: entry('budget', 'vyhrazeno'),
  verdict: entry('verdict', 'výsledek'),
  total: entry('total', 'celkem'),
  runs: entry('runs', 'zkoušek'),
  failed: entry('failed', 'selhalo'),
  ofBudget: entry('of budget', 'z vyhrazeného'),

  // The state of a scene
  done: entry('done', 'odehraná'),
  playing: entry('playing', 'hraje se'),
  next: entry('next', 'další'),
});
