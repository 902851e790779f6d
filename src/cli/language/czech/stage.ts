/** Prostředí, kde se hraje: jak se spouští a co mu chybí. */
export const CS_STAGE: Record<string, string> = {
  "There is no stage '{stage}'": 'Prostředí „{stage}“ není',
  "There is no stage '{stage}'.": 'Prostředí „{stage}“ není.',
  'Choose one of {names}': 'Vyberte si: {names}',
  'Choose one of {names}.': 'Vyberte si: {names}.',
  'The {stage} stage is down.': 'Prostředí {stage} už neběží.',
  'The {stage} stage shares its images.': 'Prostředí {stage} má image společné.',
  "Use 'docker push {image}' on it.": 'Použijte v něm docker push {image}.',
  '--lines needs a whole number above 0': '--lines potřebuje celé číslo větší než 0',
  'Write for example --lines 50': 'Napište například --lines 50',
  'The {stage} stage has not written a log yet': 'Prostředí {stage} ještě žádný log nezapsalo',
  'Start it with pycont stage up': 'Spusťte ho příkazem pycont stage up',

  // Embedded
  'the embedded stage is down': 'prostředí embedded neběží',
  'the embedded stage runs as process {pid}': 'prostředí embedded běží jako proces {pid}',
  'in namespaces of their own': 've vlastních namespaces',
  'as plain processes': 'jako obyčejné procesy',
  'The embedded stage runs (process {pid}) but does not answer at {url}':
    'Prostředí embedded běží (proces {pid}), ale na {url} neodpovídá',
  'Bring up the loopback network (ip link set lo up), or play in the container or network namespace where the stage was started; pycont stage down ends it, and the next pycont scene next begins it here':
    'Zapněte síť loopback (ip link set lo up), nebo hrajte v tom kontejneru nebo síťovém namespace, kde bylo prostředí spuštěno; pycont stage down ho ukončí a příští pycont scene next ho spustí zde',
  'The {program} did not start: {why}': 'Program {program} nenaběhl: {why}',
  'it said nothing': 'nic neřekl',
  "Read {file}, or run 'pycont doctor'.": 'Přečtěte si {file}, nebo spusťte pycont doctor.',
  'All loopback networks pycont may use are taken.':
    'Všechny sítě loopback, které pycont smí použít, jsou obsazené.',
  'Stop other homes with `pycont stage down`.':
    'Zastavte prostředí jiných PYCONT_HOME příkazem pycont stage down.',
  "The engine's socket cannot stand in {folder}: it belongs to somebody else.":
    'Socket enginu nemůže být ve složce {folder}: patří někomu jinému.',
  'Set XDG_RUNTIME_DIR to a folder of your own.': 'Nastavte XDG_RUNTIME_DIR na vlastní složku.',
  'Containers with namespaces of their own do not work here: {why}.':
    'Kontejnery s vlastními namespaces tu nefungují: {why}.',
  'Use plain processes: PYCONT_RUNTIME=processes.': 'Použijte obyčejné procesy: PYCONT_RUNTIME=processes.',
  'namespaces exist on Linux only': 'namespaces jsou jen v Linuxu',
  'not installed: {programs}': 'není nainstalováno: {programs}',
  'This machine has no {programs}.': 'Na tomto stroji není {programs}.',
  'Install util-linux, or use PYCONT_RUNTIME=processes.':
    'Nainstalujte util-linux, nebo použijte PYCONT_RUNTIME=processes.',
  'The API server listens on loopback only, not on {host}.':
    'API server naslouchá jen na loopbacku, ne na {host}.',
  'Give an address in 127.0.0.0/8.': 'Zadejte adresu ze 127.0.0.0/8.',
  'Port {port} on {host} is taken by another program.': 'Port {port} na {host} drží jiný program.',
  'Free the port, or start without asking for one.': 'Uvolněte port, nebo spusťte bez něj.',

  // Cluster
  'the kube context {name}': 'kube context {name}',
  'not reachable yet': 'zatím není dostupná',
  'http://127.0.0.1:{port}, by {way}': 'http://127.0.0.1:{port}, vede k ní {way}',
  'the ingress at {host}:{port}': 'ingress na {host}:{port}',
  'port-forwards to its pods': 'port-forward do jejích podů',
  'no way known': 'není známo jak',
  'the registry {registry}': 'registry {registry}',
  'the engine, which the cluster shares': 'engine, společný s clusterem',
  "The kube context {name} ({url}) may be one that somebody needs: pycont creates and deletes a namespace '{namespace}' there.":
    'Kube context {name} ({url}) možná někdo potřebuje: pycont v něm zakládá a maže namespace „{namespace}“.',
  'If that is all right, say so: --context {name} --yes':
    'Jestli to nevadí, řekněte to: --context {name} --yes',
  'pycont does not know how images get into the cluster of {name}.':
    'pycont neví, jak se do clusteru {name} dostanou image.',
  'Name a registry that it knows with --registry, or a program that takes an image as its argument in PYCONT_IMAGE_LOADER.':
    'Uveďte registry, kterou zná, pomocí --registry, nebo v PYCONT_IMAGE_LOADER program, který dostane image jako argument.',
  'There is no {program} on this machine.': 'Na tomto stroji není {program}.',
  'There is no kubectl on this machine.': 'Na tomto stroji není kubectl.',
  'Install a Docker Engine, or use --stage embedded.':
    'Nainstalujte Docker Engine, nebo použijte --stage embedded.',
  'Install {program}, or use --stage embedded.': 'Nainstalujte {program}, nebo použijte --stage embedded.',
  'Install kubectl, or use --stage embedded.': 'Nainstalujte kubectl, nebo použijte --stage embedded.',
  'There is no kube context to play on: {why}': 'Není kube context, na kterém hrát: {why}',
  "See 'kubectl config get-contexts' and name one with --context, or use --stage embedded.":
    'Podívejte se na kubectl config get-contexts a zvolte některý pomocí --context, nebo použijte --stage embedded.',
  'kubectl does not come to an end': 'kubectl neskončí',
  'kubectl does not say why': 'kubectl neříká proč',
  'The cluster of {name} at {url} cannot be asked: {why}': 'Clusteru {name} na {url} se nelze zeptat: {why}',
  'Mend the kube context, until kubectl version tells that of the server; {instead}':
    'Opravte kube context, až kubectl version řekne i verzi serveru; {instead}',
  'The cluster of {name} does not answer at {url}.': 'Cluster {name} na {url} neodpovídá.',
  'The Docker Engine does not answer.': 'Docker Engine neodpovídá.',
  'Start it, then try again; {instead}': 'Spusťte ho a zkuste to znovu; {instead}',
  "'{text}' is no address of a registry.": '„{text}“ není adresa registry.',
  'Write it as HOST:PORT, for example --registry localhost:5001':
    'Napište ji jako ADRESA:PORT, například --registry localhost:5001',
  'There is no image {image} in the engine.': 'V enginu není image {image}.',
  'Build it first: docker build -t {image} ...': 'Nejdřív ho sestavte: docker build -t {image} ...',
  '{loader} could not bring {image} into the cluster: {why}':
    '{loader}: image {image} se do clusteru nedostal: {why}',
  'there is no {program}': 'není tu {program}',
  'See what pycont doctor says of the registry, or leave --registry out':
    'Podívejte se, co o registry říká pycont doctor, nebo --registry vynechte',
  'Run it by hand to see more, or name another program in PYCONT_IMAGE_LOADER.':
    'Spusťte ho ručně, ať je vidět víc, nebo uveďte v PYCONT_IMAGE_LOADER jiný program.',

  // Zdrojový kód
  'Look at {folder}.': 'Podívejte se do {folder}.',
  "Run 'pycont scene goto' with the scene's id, which makes it anew.":
    'Spusťte pycont scene goto s id scény: vytvoří ho znovu.',
  "Run 'pycont scene goto' with the scene's id, which makes the workspace anew.":
    'Spusťte pycont scene goto s id scény: vytvoří zdrojový kód znovu.',
};
