import { describe } from 'vitest';
import { rollingUpdateTests } from '../rolling-update-tests.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();

describe.skipIf(missing)(`the app on the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  rollingUpdateTests('cluster', 60);
});
