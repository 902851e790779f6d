import { rollingUpdateTests } from '../rolling-update-tests.ts';

rollingUpdateTests('embedded', 60);
