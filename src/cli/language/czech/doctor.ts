/** Co zjistí pycont doctor a co předem obstará pycont stage prepare. */
export const CS_DOCTOR: Record<string, string> = {
  'the {stage} stage, because {why}': 'prostředí {stage}: {why}',
  'looked at when {check} is mended': 'zjistí se, až bude v pořádku {check}',
  '{summary}; it starts by itself when a scene needs it':
    '{summary}; spustí se samo, až ho scéna bude potřebovat',

  // Stroj
  '{folder}, {count} MB free': '{folder}, volných {count} MB',
  '{folder} has {count} MB left': 've složce {folder} zbývá {count} MB',
  'Free some space: {count} MB are enough': 'Uvolněte místo: stačí {count} MB',
  '{count} scenes in {folder}': 'scén: {count}, ze složky {folder}',
  'bash is not on PATH': 'bash není v PATH',
  'Install bash: it runs the commands of the scenes': 'Nainstalujte bash: spouští příkazy scén',
  'curl is not on PATH': 'curl není v PATH',
  'Install curl: the scenes ask the app with it': 'Nainstalujte curl: scény se jím ptají aplikace',
  'no terminal here: scenes are played unattended': 'není tu terminál: scény se hrají bez obsluhy',
  '{columns}×{rows} is small for an audience': '{columns}×{rows} je pro publikum málo',
  'Make it 60×16 or larger': 'Zvětšete ho aspoň na 60×16',

  // Embedded
  'kubectl is on PATH': 'kubectl je v PATH',
  "kubectl is not on PATH: the embedded stage brings a small one for the talk's commands":
    'kubectl není v PATH: prostředí embedded má vlastní malý, na příkazy přednášky',
  'containers of the embedded stage get namespaces of their own':
    'kontejnery prostředí embedded mají vlastní namespaces',
  'there are no user namespaces here: containers of the embedded stage are plain processes, which see the files and processes of the machine':
    'nejsou tu user namespaces: kontejnery prostředí embedded jsou obyčejné procesy, které vidí soubory a procesy stroje',

  // Engine
  'docker is not on PATH': 'docker není v PATH',
  'Install a Docker Engine, or use --stage embedded':
    'Nainstalujte Docker Engine, nebo použijte --stage embedded',
  'Docker Engine {version}': 'Docker Engine {version}',
  'the Docker Engine does not answer: {why}': 'Docker Engine neodpovídá: {why}',
  "Get the right to use its socket: join the group 'docker', then log in again; or use --stage embedded":
    'Získejte právo k jeho socketu: vstupte do skupiny docker a znovu se přihlaste; nebo použijte --stage embedded',
  'Start it (docker info tells more), or use --stage embedded':
    'Spusťte ho (víc řekne docker info), nebo použijte --stage embedded',
  "the engine's disk cannot be seen": 'disk enginu není vidět',
  'Start the engine, or use --stage embedded': 'Spusťte engine, nebo použijte --stage embedded',
  '{folder} is in a virtual machine: docker system df tells how much is used':
    '{folder} je ve virtuálním stroji: kolik je zabráno, řekne docker system df',
  'Free some space with docker system prune: {count} MB are enough':
    'Uvolněte místo pomocí docker system prune: stačí {count} MB',
  "the engine's clock cannot be seen": 'hodiny enginu nejsou vidět',
  'the clocks of machine and engine agree': 'hodiny stroje a enginu jdou stejně',
  "the engine's clock is {count} seconds away from this machine's":
    'hodiny enginu se od hodin tohoto stroje liší o {count} s',
  'Start the engine anew: graphs would be of another time':
    'Spusťte engine znovu: grafy by byly z jiného času',
  "the engine has its base images; the nodes' images cannot be seen":
    'engine základní image má; image na nodech nejsou vidět',
  '{images} are here': '{images}: vše je tady',
  'the engine would pull {images}': 'engine by stahoval {images}',
  'the cluster would pull {images}': 'cluster by stahoval {images}',
  'Have them before the talk: pycont stage prepare': 'Obstarejte je před přednáškou: pycont stage prepare',
  '{port} is free': '{port} je volný',
  '{port} is taken: docker run publishes another port': '{port} je obsazený: docker run zveřejní jiný port',

  // Cluster
  'kubectl is not on PATH': 'kubectl není v PATH',
  'Install kubectl, or use --stage embedded': 'Nainstalujte kubectl, nebo použijte --stage embedded',
  'there is no kube context {name}': 'kube context {name} není',
  'there is no kube context {name} to play on: {why}': 'kube context {name}, na kterém hrát, není: {why}',
  'there is no current kube context to play on: {why}':
    'není nastaven žádný kube context, na kterém hrát: {why}',
  'See kubectl config get-contexts and name one with --context, or use --stage embedded':
    'Podívejte se na kubectl config get-contexts a zvolte některý pomocí --context, nebo použijte --stage embedded',
  '{name} ({url}) is a throw-away cluster': '{name} ({url}) je cluster, který nikdo nepotřebuje',
  '{name} ({url}) is used because you said so': '{name} ({url}) se použije, protože jste to řekli',
  '{name} ({url}) may be a cluster that somebody needs':
    '{name} ({url}) je možná cluster, který někdo potřebuje',
  'If the namespace {namespace} may be made and deleted there, say so: --context {name} --yes':
    'Pokud se tam smí zakládat a mazat namespace {namespace}, řekněte to: --context {name} --yes',
  'the cluster cannot be asked: {why}': 'clusteru se nelze zeptat: {why}',
  'Mend the kube context, until kubectl version tells that of the server, or use --stage embedded':
    'Opravte kube context, až kubectl version řekne i verzi serveru, nebo použijte --stage embedded',
  'the API server does not answer': 'API server neodpovídá',
  'Start the cluster, or use --stage embedded': 'Spusťte cluster, nebo použijte --stage embedded',
  'Kubernetes {version}': 'Kubernetes {version}',
  'Kubernetes {version} is older than 1.{minor}': 'Kubernetes {version} je starší než 1.{minor}',
  'Make a cluster of 1.{minor} or newer': 'Založte cluster verze 1.{minor} nebo novější',
  'all that the talk does is allowed': 'vše, co přednáška dělá, je dovoleno',
  'not allowed: {deeds}': 'není dovoleno: {deeds}',
  'Use a context whose user may do that; on a throw-away cluster that is its administrator':
    'Použijte context, jehož uživatel to smí; v clusteru na jedno použití je to jeho správce',
  'the cluster did not say in time whether this is allowed: {deeds}':
    'cluster neřekl včas, zda je dovoleno: {deeds}',
  'Ask again when this machine has less to do: pycont doctor':
    'Zeptejte se znovu, až bude mít stroj méně práce: pycont doctor',
  'no context': 'bez contextu',
  'Name a registry that it knows with --registry, or a program that takes an image as its argument in PYCONT_IMAGE_LOADER':
    'Uveďte registry, kterou zná, pomocí --registry, nebo v PYCONT_IMAGE_LOADER program, který dostane image jako argument',
  'To play there, name a registry that it knows with --registry, or a program that takes an image as its argument in PYCONT_IMAGE_LOADER':
    'Abyste hráli tam, uveďte registry, kterou zná, pomocí --registry, nebo v PYCONT_IMAGE_LOADER program, který dostane image jako argument',
  'To play there all the same, say so: --context {name} --yes':
    'Chcete-li přesto hrát tam, řekněte to: --context {name} --yes',
  'images go by {loader}': 'image předává {loader}',
  'images go by {loader}, but there is no {program}': 'image předává {loader}, ale {program} tu není',
  'Install {program}, or name another program in PYCONT_IMAGE_LOADER':
    'Nainstalujte {program}, nebo uveďte v PYCONT_IMAGE_LOADER jiný program',
  'images go by the registry {registry}, which answers': 'image předává registry {registry}, která odpovídá',
  'images go by the registry {registry}, which wants to know who you are':
    'image předává registry {registry}, která chce vědět, kdo jste',
  'docker login {registry}, and see that the nodes may pull from it':
    'docker login {registry}, a ověřte, že z ní nody smějí stahovat',
  'the registry {registry} does not answer': 'registry {registry} neodpovídá',
  'what answers at {registry} is no registry: /v2/ gives {code}':
    'co odpovídá na {registry}, není registry: /v2/ vrací {code}',
  'Start it, or name another with --registry, or leave --registry out':
    'Spusťte ji, nebo zvolte jinou pomocí --registry, nebo --registry vynechte',
  'the app is reached by {way}': 'k aplikaci vede {way}',
  'the app is reached through the ingress class traefik if its controller answers on this machine, else by port-forwards that pycont keeps alive':
    'k aplikaci vede ingress class traefik, pokud jeho controller na tomto stroji odpovídá, jinak port-forward, který pycont udržuje',
  'there is no ingress class traefik: the app is reached by port-forwards that pycont keeps alive':
    'není tu ingress class traefik: k aplikaci vede port-forward, který pycont udržuje',
  'Nothing must be done; kubectl apply -k deploy/ingress/traefik installs one':
    'Nic není třeba; nainstaluje ji kubectl apply -k deploy/ingress/traefik',
  'Prometheus is not there yet: scene load installs it':
    'Prometheus tu ještě není: nainstaluje ho scéna load',
  'Prometheus is there, and answers': 'Prometheus tu je a odpovídá',
  'Prometheus is there, but does not answer': 'Prometheus tu je, ale neodpovídá',
  'See kubectl describe pods -l app=prometheus --namespace {namespace}, then kubectl rollout restart deployment/prometheus --namespace {namespace2}':
    'Podívejte se na kubectl describe pods -l app=prometheus --namespace {namespace}, pak kubectl rollout restart deployment/prometheus --namespace {namespace2}',
  'there is no namespace {namespace} yet': 'namespace {namespace} ještě není',
  'whether there is a namespace {namespace} cannot be seen': 'není vidět, zda je namespace {namespace}',
  'See what kubectl get namespaces says': 'Podívejte se, co řekne kubectl get namespaces',
  'the namespace {namespace} is there: of a talk in progress, or left by one':
    'namespace {namespace} tu je: z rozehrané přednášky, nebo po některé zbyl',
  'the namespace {namespace} is being deleted, and no scene can use it until it is gone':
    'namespace {namespace} se právě maže, a dokud tu je, žádná scéna ho nemůže použít',
  'Wait a moment; if it stays, kubectl describe namespace {namespace} says what holds it':
    'Chvíli počkejte; pokud zůstane, co ho drží, řekne kubectl describe namespace {namespace}',
  'End it with pycont scene reset': 'Ukončete to příkazem pycont scene reset',

  // Příprava
  '{image} is in the engine': '{image} je v enginu',
  '{image} could not be pulled: {why}': '{image} nešel stáhnout: {why}',
  'See that this machine has a network and the name is right, then run it again':
    'Ověřte, že stroj má síť a název je správně, a spusťte to znovu',
  '{image} was pulled into the engine': '{image} se stáhl do enginu',
  '{image} could not be built: {why}': '{image} nešel sestavit: {why}',
  'Mend what docker build says, or see what is missing with pycont doctor':
    'Opravte, co říká docker build, nebo se podívejte, co chybí, pomocí pycont doctor',
  '{image} is built': '{image} je sestavený',
  '{image} was built': '{image} se sestavil',
  '{image} is in the cluster': '{image} je v clusteru',
  '{image} is not in the cluster yet: its nodes pull it by that name, in the first rehearsal':
    '{image} ještě není v clusteru: jeho nody si ho pod tímto názvem stáhnou při první zkoušce',
  '{image} was brought by {loader}': '{image} se dostal do clusteru, předal ho {loader}',
};
