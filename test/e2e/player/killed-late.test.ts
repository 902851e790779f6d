/** The second half of the talk, with its player killed everywhere. */
import { join } from 'node:path';
import { packageRoot } from '../../../src/system/package-root.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { halves, testKilled } from './killed-tests.ts';

const scenes = await loadScenes(join(packageRoot(), 'scenes'));

// Created, four images, scaled to two and back; each image a revision.
const deployment = { after: 'scale', generation: 7, revision: 5 };
testKilled(halves(scenes).late, { commits: 5, deployment });
