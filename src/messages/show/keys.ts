/** The keys of the player, and what they open. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const KEYS = area('keys', {
  title: entry('Keys', 'Klávesy'),
  space: entry('Space', 'mezerník'),
  advance: entry('continue; run the command', 'dál; spustit příkaz'),
  back: entry('show what was shown so far', 'ohlédnout se, co už bylo'),
  jump: entry('jump to another scene', 'skočit do jiné scény'),
  undo: entry(
    "undo this scene: the stage goes back to the scene's start",
    'vzít scénu zpět: jeviště se vrátí na její začátek',
  ),
  edit: entry(
    'edit the command before it runs, or after a failure',
    'upravit příkaz, než se spustí, nebo po chybě',
  ),
  replay: entry(
    'play what the rehearsal recorded instead of running it',
    'místo spuštění přehrát záznam ze zkoušky',
  ),
  skip: entry('skip the step', 'přeskočit krok'),
  retry: entry('after a failure: run it again', 'po chybě: spustit znovu'),
  diff: entry('show the whole of the last diff', 'ukázat celý poslední diff'),
  blank: entry('blank the screen until the next key', 'zhasnout obrazovku do další klávesy'),
  shell: entry("a shell of your own in the stage's environment", 'vlastní shell v prostředí přednášky'),
  help: entry('this help', 'tato nápověda'),
  quit: entry('quit; the talk continues here next time', 'odejít; příště se pokračuje odtud'),
  interrupt: entry('end the running command, or quit', 'ukončit běžící příkaz, jinak odejít'),
  suspend: entry('suspend to your shell; fg continues', 'na chvíli do vlastního shellu; zpět vede fg'),

  byHand: entry('type yourself where a script would', 'psát sami, kde by psal scénář'),

  // While a script may type; the advance key comes first
  askScript: entry('the script types', 'píše scénář'),
  askSend: entry<{ what: string }>(
    ({ what }) => `types ${what}`,
    ({ what }) => cz`napíše ${what}`,
  ),
  askByHand: entry<{ key: string }>(
    ({ key }) => `${key} you type`,
    ({ key }) => cz`${key} píšete vy`,
  ),

  // After a failure, each behind its key
  askRetry: entry('retry', 'znovu'),
  askEdit: entry('edit', 'upravit'),
  askReplay: entry('recording', 'záznam'),
  askSkip: entry('skip', 'přeskočit'),
  askHelp: entry('more', 'další'),
  askQuit: entry('quit', 'odejít'),

  // Overlays over the prompt
  scrollView: entry<{ keys: string }>(
    ({ keys }) => `${keys} scroll`,
    ({ keys }) => cz`${keys} posun`,
  ),
  closeView: entry<{ key: string }>(
    ({ key }) => `${key} closes`,
    ({ key }) => cz`${key} zavře`,
  ),
  lastDiff: entry('The last diff', 'Poslední diff'),
  shownSoFar: entry('Shown so far', 'Co už bylo'),
  scenes: entry('Scenes', 'Scény'),
  askScene: entry('number or id: ', 'číslo nebo id: '),
  noScene: entry<{ name: string }>(
    ({ name }) => `There is no scene ${name}.`,
    ({ name }) => cz`Scéna ${name} tu není.`,
  ),
  askUndo: entry<{ scene: string; yes: string; no: string }>(
    ({ scene, yes, no }) => `Undo scene ${scene}? The stage goes back to its start. ${yes} ${no}`,
    ({ scene, yes, no }) => cz`Vzít scénu ${scene} zpět? Jeviště se vrátí na její začátek. ${yes} ${no}`,
  ),
  yes: entry('y', 'a'),
  editing: entry(
    'editing · Enter keeps the change · Ctrl-C discards it',
    'úprava · Enter ji nechá · Ctrl-C ji zahodí',
  ),
  editingAfterFailure: entry(
    'editing · Enter runs it · Ctrl-C discards it',
    'úprava · Enter ji spustí · Ctrl-C ji zahodí',
  ),
  editingLines: entry('Edit the command', 'Úprava příkazu'),
  linesKept: entry(
    'Enter new line · Ctrl-D or Esc Enter keeps the change · Ctrl-C discards it',
    'Enter nový řádek · Ctrl-D nebo Esc Enter úpravu nechá · Ctrl-C ji zahodí',
  ),
  linesRun: entry(
    'Enter new line · Ctrl-D or Esc Enter runs it · Ctrl-C discards it',
    'Enter nový řádek · Ctrl-D nebo Esc Enter ji spustí · Ctrl-C ji zahodí',
  ),
  shellBegins: entry<{ stage: string }>(
    ({ stage }) => `A shell on the ${stage} stage; exit returns to the show.`,
    ({ stage }) => cz`Shell v prostředí ${stage}; exit vrátí do představení.`,
  ),
  shellEnds: entry('Back in the show.', 'Zpět v představení.'),
  shellFailed: entry<{ shell: string }>(
    ({ shell }) => `The shell ${shell} cannot be started.`,
    ({ shell }) => cz`Shell ${shell} nejde spustit.`,
  ),
  noRecording: entry('No rehearsal has recorded this step.', 'Tento krok žádná zkouška nezaznamenala.'),
});
