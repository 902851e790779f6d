/** What the examples below the help of commands do; written for 80 columns or a little more. */
import { area, entry } from '../message.ts';

export const EXAMPLES = area('examples', {
  // pycont
  wholeTalk: entry(
    'play the whole talk unattended and check every step',
    'zahrát vše bez obsluhy a ověřit každý krok',
  ),
  nextScene: entry('play the next scene with Enter', 'hrát další scénu, Enterem'),
  notesBeside: entry(
    'in a second terminal: notes, clock, next step',
    've druhém terminálu: poznámky, hodiny, co dál',
  ),
  environment: entry(
    'make kubectl and docker in this shell use the stage',
    'kubectl a docker v tomto shellu míří do prostředí',
  ),
  startOfScene: entry('prepare the stage for the start of a scene', 'připravit jeviště na začátek scény'),
  clusterDied: entry('the cluster died: continue the talk without it', 'cluster umřel: pokračovat bez něj'),
  startAgain: entry('end the talk, to start again', 'ukončit přednášku a začít znovu'),
  whatTakesLong: entry(
    'what takes long, and what to leave out for 20 minutes',
    'co trvá dlouho, a co vynechat na 20 minut',
  ),
  ownTalk: entry(
    'write a talk of your own; docs/writing-a-talk.md explains it',
    'založit vlastní přednášku; viz docs/writing-a-talk.md',
  ),
  forScript: entry('for a script', 'pro skript'),

  // scene
  whereItIs: entry('where the talk is', 'kde přednáška je'),
  continueThere: entry('continue there', 'pokračovat odtud'),
  beginAt: entry('start at a scene', 'začít u některé scény'),
  lineEach: entry('a line for each scene', 'pro každou scénu řádek'),
  czechTitles: entry('with the Czech titles', 's českými názvy'),
  script: entry('what is said and typed', 'co se říká a píše'),
  scriptWithNotes: entry("and the speaker's notes", 'i co přednášející nesmí zapomenout'),
  sceneAfterScene: entry(
    'scene after scene; Enter continues, ? shows the keys',
    'scéna za scénou; Enter vede dál, ? ukáže klávesy',
  ),
  typedSlowly: entry('at the speed of a person', 'rychlostí člověka'),
  typedByKeys: entry(
    'commands are typed by any keys that you press',
    'příkazy se píší pod jakýmikoli klávesami',
  ),
  inCzech: entry('in Czech', 'česky'),
  yourTalk: entry('a talk of your own', 'vlastní přednáška'),
  unattended: entry(
    'one scene, unattended; exit code 1 if a step fails',
    'jedna scéna bez obsluhy; kód 1, když krok selže',
  ),
  earlierScenes: entry(
    'the effects of earlier scenes are restored silently',
    'účinky dřívějších scén se obnoví beze slova',
  ),
  halfAnHour: entry('half an hour before the talk', 'půl hodiny před přednáškou'),

  // notes, rehearse
  onlyYou: entry(
    'in a second terminal that only you see; q quits',
    've druhém terminálu, jen pro vás; q zavře',
  ),
  inWindow: entry(
    'as a page, in a window of its own or on a second screen',
    'jako stránka, ve vlastním okně či na druhé obrazovce',
  ),
  inPipe: entry('in a pipe: once', 'v rouře: jednou'),
  allScenes: entry('all scenes, and a row for each', 'všechny scény, pro každou řádek'),
  oneScene: entry('one scene', 'jedna scéna'),
  forCi: entry('for CI', 'pro CI'),
  percentiles: entry(
    'p50 and p95 of every step, over all rehearsals',
    'p50 a p95 každého kroku ze všech zkoušek',
  ),
  leaveOut: entry('and what to leave out for 20 minutes', 'a co vynechat na 20 minut'),
  sameForScript: entry('the same for a script', 'totéž pro skript'),

  // stage
  plainTools: entry('plain kubectl and docker then use the stage', 'kubectl a docker pak míří do prostředí'),
  diedInTheMiddle: entry('the cluster died in the middle of the talk', 'cluster umřel uprostřed přednášky'),
  afterTalk: entry('after the talk', 'po přednášce'),
  needsNothing: entry('the stage without prerequisites', 'prostředí, které nic nepotřebuje'),
  goodNetwork: entry('at home, where the network is good', 'doma, kde je dobrá síť'),
  ownClusterStays: entry('a cluster of your own stays up', 'vlastní cluster běží dál'),
  forPeople: entry('for people', 'pro lidi'),
  downIsThree: entry('for a script; exit code 3 if it is down', 'pro skript; návratový kód 3, když neběží'),
  bashAndZsh: entry('in bash and zsh', 'v bashi a zsh'),
  fish: entry('in fish', 've fishi'),
  talkContinues: entry(
    'the talk continues with pycont scene next',
    'přednáška pokračuje s pycont scene next',
  ),
  andBack: entry('and back', 'a zpět'),
  lastLines: entry('the last 50 lines', 'posledních 50 řádků'),

  // load, graph, operator
  slowUsers: entry('40 users on the slow page, until Ctrl-C', '40 uživatelů na pomalé stránce, do Ctrl-C'),
  moreUsers: entry('more of them', 'víc uživatelů'),
  halfMinute: entry('for half a minute', 'půl minuty'),
  live: entry('live, until q', 'živě, do q'),
  untilHelped: entry('until the operator has helped', 'dokud operátor nepomůže'),
  forHall: entry('in the browser that the hall sees', 'v prohlížeči, který vidí sál'),
  onItsCluster: entry('of another cluster', 'jiného clusteru'),
  oneDeployment: entry('keep one Deployment fast enough', 'držet jeden Deployment dost rychlý'),
  asScalersSay: entry('for the LatencyScalers in the cluster', 'podle LatencyScalerů v clusteru'),
  withoutScaler: entry('without one', 'bez nich'),
  explain: entry('what it would do, and why', 'co by udělal, a proč'),

  // doctor, new, lint, completion
  atHome: entry('at home, on the machine that you will use', 'doma, na stroji, který použijete'),
  thenPlay: entry('then: pycont --scenes my-talk scene next', 'potom: pycont --scenes my-talk scene next'),
  everyMistake: entry(
    'every mistake with file, line and column',
    'každá chyba se souborem, řádkem a sloupcem',
  ),
  pycontsTalk: entry("pycont's own talk", 'vlastní přednáška pycontu'),
  inBashrc: entry('in ~/.bashrc', 'v ~/.bashrc'),
  inZshrc: entry('in ~/.zshrc, after compinit', 'v ~/.zshrc, po compinit'),
  inFishConfig: entry('in ~/.config/fish/config.fish', 'v ~/.config/fish/config.fish'),
});
