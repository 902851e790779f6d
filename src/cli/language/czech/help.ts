/** Nápověda: příkazy a volby, a chyby v příkazové řádce. */
export const CS_HELP: Record<string, string> = {
  // Nadpisy
  'Usage:': 'Použití:',
  'Options:': 'Volby:',
  'Global Options:': 'Společné volby:',
  'Commands:': 'Příkazy:',
  'Arguments:': 'Argumenty:',

  // Společné volby
  'A conference talk on stage: self-operated apps in a cloud native world.':
    'Přednáška na jevišti: aplikace, které se v cloud native světě provozují samy.',
  'print the versions of pycont and of what it runs on': 'vypsat verze pycontu a všeho, na čem běží',
  'where commands run': 'kde běží příkazy',
  'kube context of the cluster stage': 'kube context pro prostředí cluster',
  'use the context named by --context even where it is not plainly a throw-away one':
    'použít context z --context, i když není zřejmé, že ho nikdo nepotřebuje',
  'bring images to the cluster through this registry, which the engine and the nodes know':
    'dostat image do clusteru přes tuto registry; musí ji znát engine i nody',
  "folder of the talk (default: pycont's own)": 'složka přednášky (výchozí: vlastní přednáška pycontu)',
  'language of the talk and of pycont (default: as the locale says)':
    'jazyk přednášky i pycontu (výchozí: podle locale)',
  'print this help': 'vypsat tuto nápovědu',
  'print the help of a command': 'vypsat nápovědu k příkazu',
  'print JSON': 'vypsat JSON',

  // scene
  'play the talk, scene by scene': 'hrát přednášku, scénu po scéně',
  'list the scenes, and where the talk is': 'vypsat scény a kde přednáška je',
  'print the script of a scene': 'vypsat scénář scény',
  "with the speaker's notes": 's poznámkami pro přednášejícího',
  'play the next scene, or go on in the one that was left': 'hrát další scénu, nebo pokračovat v přerušené',
  'play unattended': 'hrát bez obsluhy',
  'commands are typed by themselves, by your random key presses, or not at all':
    'příkazy se píší samy, pod vašimi náhodnými údery do kláves, nebo vůbec',
  'the same as --type none': 'totéž co --type none',
  'bring the world to the start of a scene': 'připravit svět na začátek scény',
  'end the talk, clear the stage and begin anew': 'ukončit přednášku, uklidit jeviště a začít znovu',
  "the speaker's view for a second terminal: notes, clock, what comes next":
    'pohled přednášejícího do druhého terminálu: poznámky, hodiny, co bude dál',

  // rehearse
  'play the talk unattended, check and measure every step':
    'zahrát přednášku bez obsluhy, ověřit a změřit každý krok',
  'only this scene; the ones before it are brought about quietly':
    'jen tuto scénu; předchozí se odehrají potichu',
  'print the ledger as JSON, progress to stderr': 'vypsat záznam zkoušky jako JSON, průběh na stderr',
  'also write the verdicts as JUnit XML': 'zapsat výsledky také jako JUnit XML',
  'also write the verdicts as Markdown': 'zapsat výsledky také jako Markdown',
  'play nothing: show what the rehearsals so far have taken':
    'nic nehrát: ukázat, kolik času zabraly dosavadní zkoušky',
  'with --report: what to leave out in a slot of so many minutes':
    's --report: co vynechat, když je k dispozici tolik minut',
  'with --report': 's --report',

  // stage
  'start, stop and inspect the stage': 'spustit, zastavit a prohlédnout prostředí',
  'start the stage': 'spustit prostředí',
  'pull and build ahead what the talk would pull and build on stage':
    'předem stáhnout a sestavit, co by se stahovalo a sestavovalo až na jevišti',
  'stop the stage and all that runs on it': 'zastavit prostředí a vše, co v něm běží',
  'say whether the stage is up, and what is where; exit code 3 when it is down':
    'říci, zda prostředí běží a co je kde; návratový kód 3, když neběží',
  'print the stage\'s environment for a shell: eval "$(pycont stage env)"':
    'vypsat proměnné prostředí pro shell: eval "$(pycont stage env)"',
  'go on with the talk on another stage, at the start of the current scene':
    'pokračovat v přednášce v jiném prostředí, od začátku této scény',
  'bring an image of the engine to where the cluster looks for it':
    'dostat image z enginu tam, kde ho cluster hledá',
  "print the stage's own log": 'vypsat log prostředí',
  'only the last lines': 'jen poslední řádky',

  // load
  'put the app under load and tell what it is like for its users':
    'zatížit aplikaci a říci, jak se daří jejím uživatelům',
  'what to ask (default: APP_URL of the environment)': 'čeho se ptát (výchozí: proměnná APP_URL)',
  'ask /slow: waiting for one of few workers': 'ptát se /slow: čeká na jednoho z mála workerů',
  'ask /heavy: computing': 'ptát se /heavy: počítá',
  'ask this path': 'ptát se této cesty',
  'users at once (default: 40); with --rate, the most requests in flight (default: 1000)':
    'uživatelů najednou (výchozí: 40); s --rate nejvýše tolik nevyřízených požadavků (výchozí: 1000)',
  'requests per second, whatever becomes of them': 'požadavků za sekundu, ať dopadnou jakkoli',
  'such as 20s or 2m (default: until Ctrl-C; 10m where no terminal is)':
    'například 20s nebo 2m (výchozí: do Ctrl-C; bez terminálu 10m)',
  'use connections again': 'používat spojení opakovaně',
  'give up on a request after this': 'po této době požadavek vzdát',
  'the target may be beyond this machine': 'cíl smí být i mimo tento stroj',
  'print JSON: a line a second, and the summary as the last one':
    'vypsat JSON: řádek za sekundu, nakonec souhrn',

  // graph
  'the share of requests answered within 500 ms, and the replicas, live':
    'živě podíl požadavků zodpovězených do 500 ms, a repliky',
  'ask this Prometheus (default: the one in namespace pycont of the kube context)':
    'ptát se tohoto Promethea (výchozí: ten v namespace pycont kube contextu)',
  'print one line and end': 'vypsat jeden řádek a skončit',
  'print a line each interval, in a terminal too': 'vypisovat řádek za interval, i v terminálu',
  "end when all hold, such as 'share<0.8' or 'share>0.9 replicas>1'; with --once: 1 if not":
    "skončit, až všechny platí, například 'share<0.8' nebo 'share>0.9 replicas>1'; s --once: 1, když ne",
  'look this often': 'jak často se dívat',
  'print JSON lines': 'vypisovat řádky JSON',

  // operator
  'the latency autoscaler': 'autoscaler podle latence',
  'watch the latency and scale: LatencyScalers, or Deployments named here':
    'sledovat latenci a škálovat: podle LatencyScalerů, nebo zde uvedené Deploymenty',
  'scale this Deployment; needs no LatencyScaler': 'škálovat tento Deployment; LatencyScaler netřeba',
  'scale the Deployments with these labels, e.g. app=kad':
    'škálovat Deploymenty s těmito štítky, např. app=kad',
  'default: that of the kube context': 'výchozí: podle kube contextu',
  'never fewer': 'nikdy méně',
  'never more': 'nikdy více',
  'a request is fast when it takes at most this long': 'požadavek je rychlý, když trvá nejvýše tolik',
  'the share of requests that shall be fast': 'jaký podíl požadavků má být rychlý',
  'calm from this share on (default: 0.95, or the objective)':
    'od tohoto podílu je klid (výchozí: 0.95, nebo cíl)',
  'at most this many more or fewer at once (default: up to double, or 4 more)':
    'nejvýše o tolik víc nebo méně najednou (výchozí: až dvojnásobek, nebo o 4 víc)',
  'measure over this time': 'měřit za tuto dobu',
  'do nothing for this long after a change': 'tak dlouho po změně nic nedělat',
  'give replicas back after so much calm': 'po tak dlouhém klidu repliky vrátit',
  'URL, or [namespace/]service[:port] of the cluster (default: prometheus:9090)':
    'URL, nebo [namespace/]service[:port] v clusteru (výchozí: prometheus:9090)',
  'expression for the share, in place of the one from request_latency':
    'výraz pro podíl, místo toho z request_latency',
  'act without asking whether another operator does': 'konat bez ohledu na to, zda koná jiný operátor',
  'decide and tell, but change nothing': 'rozhodovat a hlásit, ale nic neměnit',
  'look once, act, and end': 'jednou se podívat, jednat a skončit',
  'print the rule with the numbers in it': 'vypsat pravidlo s dosazenými čísly',
  'serve /metrics, /healthz and /readyz on this port of 127.0.0.1':
    'nabízet /metrics, /healthz a /readyz na tomto portu 127.0.0.1',

  // doctor, new, lint, completion
  'check that this machine can play the talk, and say what to mend':
    'ověřit, že tento stroj přednášku zahraje, a říci, co spravit',
  'write a small talk of your own to start from, into a folder of that name':
    'založit malou vlastní přednášku ve složce toho jména',
  'tell every mistake of a talk at once; exit code 2 when there is one':
    'vypsat naráz všechny chyby přednášky; návratový kód 2, když nějaká je',
  'print what lets your shell complete pycont: source <(pycont completion bash)':
    'vypsat, čím shell doplňuje pycont: source <(pycont completion bash)',

  // Co commander vytkne
  "unknown command '{name}'": 'neznámý příkaz „{name}“',
  "unknown option '{name}'": 'neznámá volba „{name}“',
  "missing required argument '{word}'": 'chybí argument „{word}“',
  "option '{flags}' argument missing": 'volbě „{flags}“ chybí hodnota',
  "option '{flags}' argument '{value}' is invalid. {why}":
    'volba „{flags}“: hodnota „{value}“ neplatí. {why}',
  "option '{flags}' value '{value}' from env '{variable}' is invalid. {why}":
    'volba „{flags}“: hodnota „{value}“ z proměnné „{variable}“ neplatí. {why}',
  "command-argument value '{value}' is invalid for argument '{word}'. {why}":
    'hodnota „{value}“ argumentu „{word}“ neplatí. {why}',
  'Allowed choices are {choices}.': 'Možnosti: {choices}.',
  'too many arguments. Expected {count} argument but got {count2}: {given}.':
    'příliš mnoho argumentů. Má být {count}, je {count2}: {given}.',
  'too many arguments. Expected {count} arguments but got {count2}: {given}.':
    'příliš mnoho argumentů. Má jich být {count}, je {count2}: {given}.',
  "too many arguments for '{command}'. Expected {count} argument but got {count2}: {given}.":
    'příliš mnoho argumentů pro „{command}“. Má být {count}, je {count2}: {given}.',
  "too many arguments for '{command}'. Expected {count} arguments but got {count2}: {given}.":
    'příliš mnoho argumentů pro „{command}“. Má jich být {count}, je {count2}: {given}.',
  'Did you mean {word}?': 'Měli jste na mysli {word}?',
  'Did you mean one of {names}?': 'Měli jste na mysli některé z {names}?',
  'See pycont --help, or --help after the command': 'Viz pycont --help, nebo --help za příkazem',
  '{value} is no number from 1 to 10000.': '{value} není číslo od 1 do 10000.',
  '{value} is no rate from 0.1 to 100000 requests per second.':
    '{value} není počet požadavků za sekundu od 0.1 do 100000.',
  '{value} is not a number.': '{value} není číslo.',
  '{value} is not a valid port.': '{value} není port.',
  'It is empty.': 'Je prázdné.',
  '{value} is not a whole number.': '{value} není celé číslo.',
};
