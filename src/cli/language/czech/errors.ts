/** Co řekne příkazová řádka, když něco nejde, a co udělala. */
export const CS_ERRORS: Record<string, string> = {
  'Give one of them': 'Zadejte jen jednu z nich',

  // Deník a rozehraná přednáška
  'The journal {file} is damaged in line {line}': 'Deník {file} je na řádku {line} poškozený',
  'Run pycont scene reset, which sets it aside and begins anew':
    'Spusťte pycont scene reset: odloží ho stranou a začne znovu',
  'The journal {file} was written by another pycont (version {version} in line {line}, this one knows {known})':
    'Deník {file} zapsal jiný pycont (verze {version} na řádku {line}, tento zná {known})',
  'Go on with that pycont, or run pycont scene reset to begin anew':
    'Pokračujte s tamtím pycontem, nebo začněte znovu příkazem pycont scene reset',
  'Another player is at work on this talk (process {pid})': 'Tuto přednášku už někdo hraje (proces {pid})',
  'Go on in its terminal or end it there; another talk can be played beside it with another PYCONT_HOME':
    'Pokračujte v jeho terminálu, nebo ho tam ukončete; jinou přednášku lze vedle hrát s jiným PYCONT_HOME',
  'The talk in progress is that of {folder}': 'Rozehraná přednáška je ta ze složky {folder}',
  'Go on with --scenes {folder}, or end it with pycont scene reset':
    'Pokračujte s --scenes {folder}, nebo ji ukončete příkazem pycont scene reset',
  'The talk in progress is played on the {stage} stage': 'Rozehraná přednáška se hraje v prostředí {stage}',
  'Go on with --stage {stage}, or end it with pycont scene reset':
    'Pokračujte s --stage {stage}, nebo ji ukončete příkazem pycont scene reset',
  'Add --scenes {folder}': 'Přidejte --scenes {folder}',
  'No talk is in progress': 'Žádná přednáška není rozehraná',
  'Begin it there: pycont --stage NAME scene next': 'Začněte ji rovnou tam: pycont --stage NÁZEV scene next',
  'The talk is over': 'Přednáška skončila',
  'Begin it anew with pycont scene reset': 'Znovu ji začne pycont scene reset',
  "The world could not be brought back: step '{step}' of scene {scene} expected {expected}, and got {got}":
    'Svět se nepodařilo připravit: krok „{step}“ scény {scene} čekal {expected}, a dostal {got}',
  'Mend the cause and run pycont scene next: it tries again from the start':
    'Odstraňte příčinu a spusťte pycont scene next: zkusí to znovu od začátku',
  'bash could not be started in {folder}: {why}': 'Ve složce {folder} nešel spustit bash: {why}',
  'the command and the environment are too long': 'příkaz a proměnné prostředí jsou příliš dlouhé',
  'there are too many processes': 'běží příliš mnoho procesů',
  'there is no memory left': 'došla paměť',
  'too many files are open': 'je otevřeno příliš mnoho souborů',
  'Mend the permissions of the folder, and of bash': 'Opravte oprávnění složky a bashe',
  'Shorten the command: Linux takes 128 kB': 'Zkraťte příkaz: Linux bere 128 kB',
  'End some, then run pycont scene next': 'Některé ukončete a spusťte pycont scene next',
  'Free some, then run pycont scene next': 'Uvolněte ji a spusťte pycont scene next',
  'Raise the limit (ulimit -n), then run pycont scene next':
    'Zvyšte limit (ulimit -n) a spusťte pycont scene next',
  'bash could not be started in {folder}': 'Ve složce {folder} nešel spustit bash',
  'Check that bash is installed and on PATH, and that the folder exists':
    'Ověřte, že bash je nainstalovaný a v PATH a že složka existuje',
  'The world is at the start of scene {number}, {id}. pycont scene next plays it.':
    'Svět je na začátku scény {number}, {id}. Zahraje ji pycont scene next.',
  'The talk goes on on the {stage} stage, at the start of scene {number}, {id}. pycont scene next plays it.':
    'Přednáška pokračuje v prostředí {stage}, od začátku scény {number}, {id}. Zahraje ji pycont scene next.',
  'The talk begins anew. Its journal is kept as {file}':
    'Přednáška začíná znovu. Její deník zůstává v {file}',
  'There was no talk in progress; the stage is clear.':
    'Žádná přednáška nebyla rozehraná; jeviště je uklizené.',
  'A talk of two scenes is in {folder}': 'Přednáška o dvou scénách je ve složce {folder}',
  '{folder} is there already': '{folder} už existuje',
  'Choose another name': 'Zvolte jiný název',

  // Zkoušky
  'ledger {file}': 'záznam zkoušky {file}',
  '--minutes {text} is no length of a talk': '--minutes {text} není délka přednášky',
  'Write for example --minutes 20': 'Napište například --minutes 20',
  'This talk has not been rehearsed yet': 'Tato přednáška ještě žádnou zkoušku neměla',
  'Run pycont rehearse first': 'Nejdřív spusťte pycont rehearse',
};
