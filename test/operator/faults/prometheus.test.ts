import { stage } from '../stage.ts';
import { prometheusFaults } from './prometheus.ts';
import { testIn } from './steps.ts';

prometheusFaults(testIn(stage));
