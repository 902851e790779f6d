/** The keys of the player, and what they open. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';

export const KEYS = area('keys', {
  title: entry('Keys', 'Klávesy'),
  advanceNames: entry('Enter Space →', 'Enter mezerník →'),
  backNames: entry('← b', '← b'),
  advance: entry('continue; run the command', 'dál; spustit příkaz'),
  back: entry('show what was shown so far', 'ohlédnout se, co už bylo'),
  jump: entry('jump to another scene', 'skočit do jiné scény'),
  undo: entry(
    "undo this scene: the stage goes back to the scene's start",
    'vzít scénu zpět: jeviště se vrátí na její začátek',
  ),
  edit: entry('edit the command before it runs', 'upravit příkaz, než se spustí'),
  replay: entry(
    'play what the rehearsal recorded instead of running it',
    'místo spuštění přehrát záznam ze zkoušky',
  ),
  skip: entry('skip the step', 'přeskočit krok'),
  retry: entry('after a failure: run it again', 'po chybě: spustit znovu'),
  shell: entry("a shell of your own in the stage's environment", 'vlastní shell v prostředí přednášky'),
  help: entry('this help', 'tato nápověda'),
  quit: entry('quit; the talk continues here next time', 'odejít; příště se pokračuje odtud'),
  interrupt: entry('end the running command, or quit', 'ukončit běžící příkaz, jinak odejít'),
  suspend: entry('suspend to your shell; fg continues', 'na chvíli do vlastního shellu; zpět vede fg'),

  // After a failure; the key comes first
  askRetry: entry('r retry', 'r znovu'),
  askReplay: entry('p play the recording', 'p přehrát záznam'),
  askSkip: entry('s skip', 's přeskočit'),
  askHelp: entry('? more', '? další'),
  askQuit: entry('q quit', 'q odejít'),

  // Overlays over the prompt
  closeView: entry('↑ ↓ scroll · Enter closes', '↑ ↓ posun · Enter zavře'),
  shownSoFar: entry('Shown so far', 'Co už bylo'),
  scenes: entry('Scenes', 'Scény'),
  askScene: entry('number or id: ', 'číslo nebo id: '),
  noScene: entry<{ name: string }>(
    ({ name }) => `There is no scene ${name}.`,
    ({ name }) => cz`Scéna ${name} tu není.`,
  ),
  askUndo: entry<{ scene: string }>(
    ({ scene }) => `Undo scene ${scene}? The stage goes back to its start. y n`,
    ({ scene }) => cz`Vzít scénu ${scene} zpět? Jeviště se vrátí na její začátek. a n`,
  ),
  yes: entry('y', 'a'),
  editing: entry(
    'editing · Enter keeps the change · Ctrl-C discards it',
    'úprava · Enter ji nechá · Ctrl-C ji zahodí',
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
