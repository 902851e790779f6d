/** What stands below the help of commands: notes, and examples of every one; in one place, to be of one voice. */
import type { Command } from 'commander';
import type { Tell } from '../language/tell.ts';

type Example = [line: string, does: string];

/** By the command's words, without `pycont`. */
const EXAMPLES: Record<string, Example[]> = {
  '': [
    ['pycont rehearse', 'play the whole talk unattended and check every step'],
    ['pycont scene next', 'play the next scene, by Enter'],
    ['pycont notes', 'in a second terminal: notes, clock, what comes next'],
    ['eval "$(pycont stage env)"', 'let kubectl and docker in this shell talk to the stage'],
    ['pycont scene goto signals', 'bring the world to the start of a scene'],
    ['pycont stage switch embedded', 'the cluster died: go on with the talk without it'],
    ['pycont scene reset', 'end the talk and begin anew'],
    ['pycont rehearse --report --minutes 20', 'what takes long, and what to leave out for 20 minutes'],
    ['pycont new my-talk', 'write a talk of your own; docs/writing-a-talk.md explains it'],
  ],
  scene: [
    ['pycont scene list', 'where the talk is'],
    ['pycont scene next', 'go on there'],
    ['pycont scene goto load', 'begin at a scene'],
  ],
  'scene list': [
    ['pycont scene list', 'a line for each scene'],
    ['pycont --lang cs scene list', 'with the Czech titles'],
    ['pycont scene list --json', 'for a script'],
  ],
  'scene show': [
    ['pycont scene show signals', 'what is said and typed'],
    ['pycont scene show signals --notes', 'and what the speaker must not forget'],
  ],
  'scene next': [
    ['pycont scene next', 'scene after scene; Enter goes on, ? shows the keys'],
    ['pycont scene next --type keys', 'commands are typed by whatever keys you hit'],
    ['pycont --lang cs scene next', 'in Czech'],
    ['pycont --scenes my-talk scene next', 'a talk of your own'],
    ['pycont scene next --yes', 'one scene, unattended; exit code 1 when a step fails'],
  ],
  'scene goto': [['pycont scene goto operator', 'the earlier scenes are brought about without a word']],
  'scene reset': [['pycont scene reset', 'half an hour before the talk']],
  notes: [
    ['pycont notes', 'in a second terminal that only you see; q leaves'],
    ['pycont notes | head -3', 'in a pipe: once'],
  ],
  rehearse: [
    ['pycont rehearse', 'all scenes, and a row for each'],
    ['pycont rehearse --scene operator', 'one scene'],
    ['pycont rehearse --junit junit.xml --markdown summary.md', 'for CI'],
    ['pycont rehearse --report', 'p50 and p95 of every step, over all rehearsals'],
    ['pycont rehearse --report --minutes 20', 'and what to leave out for 20 minutes'],
    ['pycont rehearse --report --format json', 'the same for a script'],
  ],
  stage: [
    ['pycont stage up', 'half an hour before the talk'],
    ['eval "$(pycont stage env)"', 'plain kubectl and docker then talk to the stage'],
    ['pycont stage switch embedded', 'the cluster died in the middle of the talk'],
    ['pycont stage down', 'after the talk'],
  ],
  'stage up': [['pycont --stage embedded stage up', 'the stage that needs nothing']],
  'stage prepare': [['pycont --stage cluster stage prepare', 'at home, where the network is good']],
  'stage down': [['pycont stage down', 'a cluster of your own stays up']],
  'stage status': [
    ['pycont stage status', 'for people'],
    ['pycont stage status --json', 'for a script; exit code 3 when it is down'],
  ],
  'stage env': [
    ['eval "$(pycont stage env)"', 'in bash and zsh'],
    ['pycont stage env | source', 'in fish'],
  ],
  'stage switch': [
    ['pycont stage switch embedded', 'the talk goes on with pycont scene next'],
    ['pycont stage switch cluster', 'and back'],
  ],
  'stage logs': [['pycont stage logs -n 50', 'the last 50 lines']],
  load: [
    ['pycont load --slow', '40 users on the slow page, until Ctrl-C'],
    ['pycont load --slow --connections 80', 'more of them'],
    ['pycont load --duration 30s', 'for half a minute'],
  ],
  graph: [
    ['pycont graph', 'live, until q'],
    ["pycont graph --until 'share>0.9 replicas>1'", 'until the operator has helped'],
    ['pycont graph --once --json', 'for a script'],
  ],
  operator: [['pycont operator run --deployment kad', 'keep one Deployment fast enough']],
  'operator run': [
    ['pycont operator run', 'as the LatencyScalers in the cluster say'],
    ['pycont operator run --deployment kad --min 1 --max 5 --threshold-ms 500', 'without one'],
    ['pycont operator run --deployment kad --once --explain --dry-run', 'what it would do, and why'],
  ],
  doctor: [
    ['pycont doctor', 'at home, on the machine that you will use'],
    ['pycont doctor --json', 'for a script'],
  ],
  new: [['pycont new my-talk', 'then: pycont --scenes my-talk scene next']],
  lint: [
    ['pycont lint my-talk', 'every mistake with file, line and column'],
    ['pycont lint', "pycont's own talk"],
  ],
  completion: [
    ['source <(pycont completion bash)', 'in ~/.bashrc'],
    ['source <(pycont completion zsh)', 'in ~/.zshrc, after compinit'],
    ['pycont completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
};

/** By the command's words; written for 80 columns or a little more. */
const NOTES: Record<string, string> = {
  graph: `Conditions compare share (0 to 1), replicas, rps (requests per second) or p95 (seconds) with a
number, by < <= > >= or =. What is unknown fulfils none.

"no traffic": the app is measured, but nobody asks it. "no data": Prometheus knows no such
measurement, or cannot be reached.`,
  load: `Each request opens a connection of its own: a Kubernetes Service balances connections, not
requests, so that users who keep theirs would all stay with the pods there were at first.
--keep-alive shows just that.

Latency counts from sending to the end of the answer; with --rate, from when the request was due.
The share within 500 ms is of all requests: an error is never within.

Ends with 0 when requests were answered, by the duration or by Ctrl-C, errors or not;
with 1 when not a single one was.`,
  'operator run': `In a terminal a live view, elsewhere a line a look, until Ctrl-C. Ends with 0;
with 1 when there is no cluster or no such Deployment, or with --once when
Prometheus does not answer; with 2 for a flag that makes no sense.`,
};

const BESIDE = 32;

export function addHelpBelow(program: Command, tell: Tell): void {
  add(program, '', tell);
}

function add(command: Command, words: string, tell: Tell): void {
  const notes = NOTES[words];
  if (notes) command.addHelpText('after', `\n${tell(notes)}`);
  const examples = EXAMPLES[words]?.map((example) => told(example, tell));
  if (examples) command.addHelpText('after', `\n${tell('Examples:')}\n${examples.join('\n')}`);
  for (const child of command.commands) add(child, `${words} ${child.name()}`.trim(), tell);
}

function told([line, does]: Example, tell: Tell): string {
  const beside = line.length < BESIDE - 1 ? line.padEnd(BESIDE) : `${line}\n${' '.repeat(BESIDE + 2)}`;
  return `  ${beside}${tell(does)}`;
}
