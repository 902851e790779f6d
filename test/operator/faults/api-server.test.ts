import { stage } from '../stage.ts';
import { apiServerFaults } from './api-server.ts';
import { testIn } from './steps.ts';

apiServerFaults(testIn(stage));
