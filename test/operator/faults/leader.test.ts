import { stage } from '../stage.ts';
import { leaderFaults } from './leader.ts';
import { testIn } from './steps.ts';

leaderFaults(testIn(stage));
