/** The notes and examples below the help of commands; in one file, so that they are consistent. */
import type { Command } from 'commander';
import { EXAMPLES, HELP, HELP_NOTES } from '../../messages/index.ts';
import type { Text, Translate } from '../../messages/index.ts';
import { commandsUpwards } from './command.ts';

type Example = [line: string, does: Text];

/** By the command's words, without `pycont`. */
const LINES: Record<string, Example[]> = {
  '': [
    ['pycont rehearse', EXAMPLES.wholeTalk],
    ['pycont scene next', EXAMPLES.nextScene],
    ['pycont notes', EXAMPLES.notesBeside],
    ['eval "$(pycont stage env)"', EXAMPLES.environment],
    ['pycont scene goto signals', EXAMPLES.startOfScene],
    ['pycont stage switch embedded', EXAMPLES.clusterDied],
    ['pycont scene reset', EXAMPLES.startAgain],
    ['pycont rehearse --report --minutes 20', EXAMPLES.whatTakesLong],
    ['pycont new my-talk', EXAMPLES.ownTalk],
  ],
  scene: [
    ['pycont scene list', EXAMPLES.whereItIs],
    ['pycont scene next', EXAMPLES.continueThere],
    ['pycont scene goto load', EXAMPLES.beginAt],
  ],
  'scene list': [
    ['pycont scene list', EXAMPLES.lineEach],
    ['pycont --lang cs scene list', EXAMPLES.czechTitles],
    ['pycont scene list --json', EXAMPLES.forScript],
  ],
  'scene show': [
    ['pycont scene show signals', EXAMPLES.script],
    ['pycont scene show signals --notes', EXAMPLES.scriptWithNotes],
  ],
  'scene next': [
    ['pycont scene next', EXAMPLES.sceneAfterScene],
    ['pycont scene next --type keys', EXAMPLES.typedByKeys],
    ['pycont scene next --typing-speed 12', EXAMPLES.typedSlowly],
    ['pycont --lang cs scene next', EXAMPLES.inCzech],
    ['pycont --scenes my-talk scene next', EXAMPLES.yourTalk],
    ['pycont scene next --yes', EXAMPLES.unattended],
  ],
  'scene goto': [['pycont scene goto operator', EXAMPLES.earlierScenes]],
  'scene reset': [['pycont scene reset', EXAMPLES.halfAnHour]],
  notes: [
    ['pycont notes', EXAMPLES.onlyYou],
    ['pycont notes --web --open', EXAMPLES.inWindow],
    ['pycont notes | head -3', EXAMPLES.inPipe],
  ],
  rehearse: [
    ['pycont rehearse', EXAMPLES.allScenes],
    ['pycont rehearse --scene operator', EXAMPLES.oneScene],
    ['pycont rehearse --junit junit.xml --markdown summary.md', EXAMPLES.forCi],
    ['pycont rehearse --report', EXAMPLES.percentiles],
    ['pycont rehearse --report --minutes 20', EXAMPLES.leaveOut],
    ['pycont rehearse --report --format json', EXAMPLES.sameForScript],
  ],
  stage: [
    ['pycont stage up', EXAMPLES.halfAnHour],
    ['eval "$(pycont stage env)"', EXAMPLES.plainTools],
    ['pycont stage switch embedded', EXAMPLES.diedInTheMiddle],
    ['pycont stage down', EXAMPLES.afterTalk],
  ],
  'stage up': [['pycont --stage embedded stage up', EXAMPLES.needsNothing]],
  'stage prepare': [['pycont --stage cluster stage prepare', EXAMPLES.goodNetwork]],
  'stage down': [['pycont stage down', EXAMPLES.ownClusterStays]],
  'stage status': [
    ['pycont stage status', EXAMPLES.forPeople],
    ['pycont stage status --json', EXAMPLES.downIsThree],
  ],
  'stage env': [
    ['eval "$(pycont stage env)"', EXAMPLES.bashAndZsh],
    ['pycont stage env | source', EXAMPLES.fish],
  ],
  'stage switch': [
    ['pycont stage switch embedded', EXAMPLES.talkContinues],
    ['pycont stage switch cluster', EXAMPLES.andBack],
  ],
  'stage logs': [['pycont stage logs -n 50', EXAMPLES.lastLines]],
  load: [
    ['pycont load --slow', EXAMPLES.slowUsers],
    ['pycont load --slow --connections 80', EXAMPLES.moreUsers],
    ['pycont load --duration 30s', EXAMPLES.halfMinute],
  ],
  graph: [
    ['pycont graph', EXAMPLES.live],
    ["pycont graph --until 'share>0.9 replicas>1'", EXAMPLES.untilHelped],
    ['pycont graph --once --json', EXAMPLES.forScript],
  ],
  dashboard: [
    ['pycont dashboard --open', EXAMPLES.forHall],
    ['pycont --context kind-talk dashboard', EXAMPLES.onItsCluster],
    ['pycont dashboard --port 0 --json', EXAMPLES.forScript],
  ],
  operator: [['pycont operator run --deployment kad', EXAMPLES.oneDeployment]],
  'operator run': [
    ['pycont operator run', EXAMPLES.asScalersSay],
    ['pycont operator run --deployment kad --min 1 --max 5 --threshold-ms 500', EXAMPLES.withoutScaler],
    ['pycont operator run --deployment kad --once --explain --dry-run', EXAMPLES.explain],
  ],
  doctor: [
    ['pycont doctor', EXAMPLES.atHome],
    ['pycont doctor --json', EXAMPLES.forScript],
  ],
  new: [['pycont new my-talk', EXAMPLES.thenPlay]],
  lint: [
    ['pycont lint my-talk', EXAMPLES.everyMistake],
    ['pycont lint', EXAMPLES.pycontsTalk],
  ],
  completion: [
    ['source <(pycont completion bash)', EXAMPLES.inBashrc],
    ['source <(pycont completion zsh)', EXAMPLES.inZshrc],
    ['pycont completion fish | source', EXAMPLES.inFishConfig],
  ],
};

const NOTES: Record<string, Text> = {
  graph: HELP_NOTES.graph,
  load: HELP_NOTES.load,
  'operator run': HELP_NOTES.operatorRun,
};

const EXAMPLE_WIDTH = 32;

/** Worded when help is printed: most commands print none. */
export function addHelpBelow(program: Command, translate: Translate): void {
  program.addHelpText('afterAll', ({ command }) => {
    const [, ...words] = commandsUpwards(command)
      .map((each) => each.name())
      .reverse();
    return below(words.join(' '), translate);
  });
}

function below(words: string, translate: Translate): string {
  const notes = NOTES[words];
  const lines = LINES[words]?.map((example) => worded(example, translate));
  return [
    ...(notes ? ['', translate(notes)] : []),
    ...(lines ? ['', translate(HELP.examples), ...lines] : []),
  ].join('\n');
}

function worded([line, does]: Example, translate: Translate): string {
  const beside =
    line.length < EXAMPLE_WIDTH - 1
      ? line.padEnd(EXAMPLE_WIDTH)
      : `${line}\n${' '.repeat(EXAMPLE_WIDTH + 2)}`;
  return `  ${beside}${translate(does)}`;
}
