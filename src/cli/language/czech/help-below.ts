/** Co stojí pod nápovědou: výklad a příklady. */
export const CS_HELP_BELOW: Record<string, string> = {
  'Examples:': 'Příklady:',
  'play the whole talk unattended and check every step': 'zahrát vše bez obsluhy a ověřit každý krok',
  'play the next scene, by Enter': 'hrát další scénu, Enterem',
  'in a second terminal: notes, clock, what comes next': 've druhém terminálu: poznámky, hodiny, co dál',
  'let kubectl and docker in this shell talk to the stage':
    'kubectl a docker v tomto shellu míří do prostředí',
  'bring the world to the start of a scene': 'připravit svět na začátek scény',
  'the cluster died: go on with the talk without it': 'cluster umřel: pokračovat bez něj',
  'end the talk and begin anew': 'ukončit přednášku a začít znovu',
  'what takes long, and what to leave out for 20 minutes': 'co trvá dlouho, a co vynechat na 20 minut',
  'write a talk of your own; docs/writing-a-talk.md explains it':
    'založit vlastní přednášku; viz docs/writing-a-talk.md',
  'where the talk is': 'kde přednáška je',
  'go on there': 'pokračovat odtud',
  'begin at a scene': 'začít u některé scény',
  'a line for each scene': 'pro každou scénu řádek',
  'with the Czech titles': 's českými názvy',
  'for a script': 'pro skript',
  'what is said and typed': 'co se říká a píše',
  'and what the speaker must not forget': 'i co přednášející nesmí zapomenout',
  'scene after scene; Enter goes on, ? shows the keys': 'scéna za scénou; Enter vede dál, ? ukáže klávesy',
  'commands are typed by whatever keys you hit': 'příkazy se píší pod jakýmikoli klávesami',
  'in Czech': 'česky',
  'a talk of your own': 'vlastní přednáška',
  'one scene, unattended; exit code 1 when a step fails': 'jedna scéna bez obsluhy; kód 1, když krok selže',
  'the earlier scenes are brought about without a word': 'dřívější scény se odehrají beze slova',
  'half an hour before the talk': 'půl hodiny před přednáškou',
  'in a second terminal that only you see; q leaves': 've druhém terminálu, jen pro vás; q zavře',
  'in a pipe: once': 'v rouře: jednou',
  'all scenes, and a row for each': 'všechny scény, pro každou řádek',
  'one scene': 'jedna scéna',
  'for CI': 'pro CI',
  'p50 and p95 of every step, over all rehearsals': 'p50 a p95 každého kroku ze všech zkoušek',
  'and what to leave out for 20 minutes': 'a co vynechat na 20 minut',
  'the same for a script': 'totéž pro skript',
  'plain kubectl and docker then talk to the stage': 'obyčejný kubectl a docker pak míří do prostředí',
  'the cluster died in the middle of the talk': 'cluster umřel uprostřed přednášky',
  'after the talk': 'po přednášce',
  'the stage that needs nothing': 'prostředí, které nic nepotřebuje',
  'at home, where the network is good': 'doma, kde je dobrá síť',
  'a cluster of your own stays up': 'vlastní cluster běží dál',
  'for people': 'pro lidi',
  'for a script; exit code 3 when it is down': 'pro skript; návratový kód 3, když neběží',
  'in bash and zsh': 'v bashi a zsh',
  'in fish': 've fishi',
  'the talk goes on with pycont scene next': 'přednáška pokračuje s pycont scene next',
  'and back': 'a zpět',
  'the last 50 lines': 'posledních 50 řádků',
  '40 users on the slow page, until Ctrl-C': '40 uživatelů na pomalé stránce, do Ctrl-C',
  'more of them': 'víc uživatelů',
  'for half a minute': 'půl minuty',
  'live, until q': 'živě, do q',
  'until the operator has helped': 'dokud operátor nepomůže',
  'keep one Deployment fast enough': 'držet jeden Deployment dost rychlý',
  'as the LatencyScalers in the cluster say': 'podle LatencyScalerů v clusteru',
  'without one': 'bez nich',
  'what it would do, and why': 'co by udělal, a proč',
  'at home, on the machine that you will use': 'doma, na stroji, který použijete',
  'then: pycont --scenes my-talk scene next': 'potom: pycont --scenes my-talk scene next',
  'every mistake with file, line and column': 'každá chyba se souborem, řádkem a sloupcem',
  "pycont's own talk": 'vlastní přednáška pycontu',
  'in ~/.bashrc': 'v ~/.bashrc',
  'in ~/.zshrc, after compinit': 'v ~/.zshrc, po compinit',
  'in ~/.config/fish/config.fish': 'v ~/.config/fish/config.fish',

  [`Conditions compare share (0 to 1), replicas, rps (requests per second) or p95 (seconds) with a
number, by < <= > >= or =. What is unknown fulfils none.

"no traffic": the app is measured, but nobody asks it. "no data": Prometheus knows no such
measurement, or cannot be reached.`]:
    `Podmínky porovnávají share (0 až 1), replicas, rps (požadavky za sekundu) nebo p95 (sekundy)
s číslem, pomocí < <= > >= nebo =. Co není známo, žádnou nesplní.

„bez provozu“: aplikace se měří, ale nikdo se jí neptá. „bez dat“: Prometheus takové měření
nezná, nebo neodpovídá.`,

  [`Each request opens a connection of its own: a Kubernetes Service balances connections, not
requests, so that users who keep theirs would all stay with the pods there were at first.
--keep-alive shows just that.

Latency counts from sending to the end of the answer; with --rate, from when the request was due.
The share within 500 ms is of all requests: an error is never within.

Ends with 0 when requests were answered, by the duration or by Ctrl-C, errors or not;
with 1 when not a single one was.`]:
    `Každý požadavek otevře vlastní spojení: Service v Kubernetes rozděluje spojení, ne požadavky,
takže uživatelé, kteří si své drží, by všichni zůstali u podů, které tu byly na začátku.
Právě to ukáže --keep-alive.

Latence se počítá od odeslání do konce odpovědi; s --rate od chvíle, kdy měl požadavek odejít.
Podíl do 500 ms je ze všech požadavků: chyba se do něj nikdy nevejde.

Končí s 0, když požadavky dostaly odpověď, ať po uplynutí času nebo po Ctrl-C, s chybami i bez;
s 1, když ji nedostal ani jediný.`,

  [`In a terminal a live view, elsewhere a line a look, until Ctrl-C. Ends with 0;
with 1 when there is no cluster or no such Deployment, or with --once when
Prometheus does not answer; with 2 for a flag that makes no sense.`]:
    `V terminálu živý pohled, jinde řádek za každý pohled, do Ctrl-C. Končí s 0;
s 1, když není cluster nebo takový Deployment, nebo když s --once neodpovídá
Prometheus; s 2 při volbě, která nedává smysl.`,
};
