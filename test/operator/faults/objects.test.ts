import { stage } from '../stage.ts';
import { objectsThatChange } from './objects.ts';
import { testIn } from './steps.ts';

objectsThatChange(testIn(stage));
