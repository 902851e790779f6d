import { costs } from './cost.ts';
import { testIn } from './faults/steps.ts';
import { stage } from './stage.ts';

costs(testIn(stage));
