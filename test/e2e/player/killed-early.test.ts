/** The first half of the talk, with its player killed everywhere. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { changing, commands, hasCheck } from './changing-steps.ts';
import { halves, testKilled } from './killed-tests.ts';

const scenes = await loadScenes(join(packageRoot(), 'scenes'));

test('every step that changes the stage has a check, but for pushes', () => {
  const unasked = commands(scenes, (scene) => changing(scene).filter((step) => !hasCheck(step)));
  // A push that is done twice leaves the same image there.
  expect(unasked.filter((command) => !command.startsWith('docker push '))).toEqual([]);
});

// Created, and one fixed image; each a revision.
const deployment = { after: 'logging', generation: 2, revision: 2 };
testKilled(halves(scenes).early, { commits: 2, deployment });
