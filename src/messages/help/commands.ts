/** What each command does, for its line of help. */
import { area, entry } from '../message.ts';

export const COMMANDS = area('commands', {
  pycont: entry(
    'A conference talk on stage: self-operated apps in a cloud native world.',
    'Přednáška na jevišti: aplikace, které se v cloud native světě provozují samy.',
  ),
  help: entry('print the help of a command', 'vypsat nápovědu k příkazu'),

  scene: entry('play the talk, scene by scene', 'hrát přednášku, scénu po scéně'),
  sceneList: entry('list the scenes, and where the talk is', 'vypsat scény a kde přednáška je'),
  sceneShow: entry('print the script of a scene', 'vypsat scénář scény'),
  sceneNext: entry(
    'play the next scene, or continue the one that was interrupted',
    'hrát další scénu, nebo pokračovat v přerušené',
  ),
  sceneGoto: entry('prepare the stage for the start of a scene', 'připravit jeviště na začátek scény'),
  sceneReset: entry(
    'end the talk and clear the stage, to start again',
    'ukončit přednášku, uklidit jeviště a začít znovu',
  ),
  notes: entry(
    "the speaker's view for a second terminal: notes, clock, next step",
    'pohled přednášejícího do druhého terminálu: poznámky, hodiny, co bude dál',
  ),
  rehearse: entry(
    'play the talk unattended, check and measure every step',
    'zahrát přednášku bez obsluhy, ověřit a změřit každý krok',
  ),

  stage: entry('start, stop and inspect the stage', 'spustit, zastavit a prohlédnout prostředí'),
  stageUp: entry('start the stage', 'spustit prostředí'),
  stagePrepare: entry(
    'pull and build in advance what the talk would pull and build on stage',
    'předem stáhnout a sestavit, co by se stahovalo a sestavovalo až na jevišti',
  ),
  stageDown: entry(
    'stop the stage and everything that runs on it',
    'zastavit prostředí a vše, co v něm běží',
  ),
  stageStatus: entry(
    'show whether the stage is up, and its addresses; exit code 3 if it is down',
    'říci, zda prostředí běží a co je kde; návratový kód 3, když neběží',
  ),
  stageEnv: entry(
    'print the stage\'s environment for a shell: eval "$(pycont stage env)"',
    'vypsat proměnné prostředí pro shell: eval "$(pycont stage env)"',
  ),
  stageSwitch: entry(
    'continue the talk on another stage, at the start of the current scene',
    'pokračovat v přednášce v jiném prostředí, od začátku této scény',
  ),
  stagePush: entry(
    'make an image of the engine available in the cluster',
    'dostat image z enginu tam, kde ho cluster hledá',
  ),
  stageLogs: entry("print the stage's own log", 'vypsat log prostředí'),

  load: entry(
    'put the app under load and report the latency for its users',
    'zatížit aplikaci a říci, jak se daří jejím uživatelům',
  ),
  graph: entry(
    'the share of requests answered within 500 ms, and the replicas, live',
    'živě podíl požadavků zodpovězených do 500 ms, a repliky',
  ),
  dashboard: entry(
    'the cluster, the traffic and the talk in a browser, for the hall',
    'cluster, provoz a přednáška v prohlížeči, pro celý sál',
  ),
  operator: entry('the latency autoscaler', 'autoscaler podle latence'),
  operatorRun: entry(
    'watch the latency and scale: LatencyScalers, or Deployments named here',
    'sledovat latenci a škálovat: podle LatencyScalerů, nebo zde uvedené Deploymenty',
  ),

  doctor: entry(
    'check that this machine can play the talk, and say what to do if it cannot',
    'ověřit, že tento stroj přednášku zahraje, a říci, co udělat, když ne',
  ),
  new: entry(
    'create a small talk to start from, in a folder of that name',
    'založit malou vlastní přednášku ve složce toho jména',
  ),
  lint: entry(
    'report every mistake of a talk at once; exit code 2 if there is one',
    'vypsat naráz všechny chyby přednášky; návratový kód 2, když nějaká je',
  ),
  completion: entry(
    'print the completion script for your shell: source <(pycont completion bash)',
    'vypsat, čím shell doplňuje pycont: source <(pycont completion bash)',
  ),
});
