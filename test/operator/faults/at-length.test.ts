import { stage } from '../stage.ts';
import { faultsAtLength } from './at-length.ts';
import { testIn } from './steps.ts';

faultsAtLength(testIn(stage));
