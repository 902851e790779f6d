/** `node bench/operator.ts [hours] [seed]`: ours, the HPA's algorithm and the talk's first rule on the same loads. */
import { table, world } from './operator/table.ts';

const hours = Number(process.argv[2] ?? 24);
const seed = Number(process.argv[3] ?? 1);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const rows = [...table(world(hours, seed))].map(
  ({ load, rule, kept, slow, steps, turns, changes, replicaHours }) => ({
    load: `${load}, ${changes} changes`,
    rule,
    'objective met, of what is possible': percent(kept),
    'slow requests': percent(slow),
    steps,
    'turns, at most after one change': turns.worst,
    'turns in all': turns.all,
    'replica hours': Number(replicaHours.toFixed(1)),
  }),
);
console.log(`${hours} simulated hours each, seed ${seed}`);
console.table(rows);
