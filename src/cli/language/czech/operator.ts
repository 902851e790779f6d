/** Co říká operátor lidem; v podu mluví do logu anglicky. */
export const CS_OPERATOR: Record<string, string> = {
  // Řádek a živý pohled
  'within {time}': 'do {time}',
  'p90 {decimal}': 'p90 {decimal}',
  'replicas {change}': 'repliky {change}',
  '({count} ready)': '(ready {count})',
  '{count} of {count2} ready': 'ready {count} z {count2}',
  ', {count} to {count2}': ', {count} až {count2}',
  'is the objective': 'je cíl',
  '(not done)': '(neprovedeno)',
  idle: 'klid',
  unknown: '? %',
  never: 'nikdy',
  'in namespace {namespace}': 'v namespace {namespace}',
  ', changes nothing': ', nic nemění',
  ', standing by: {holder} acts': ', čeká: koná {holder}',
  ', {count} more not shown': ', dalších {count} není vidět',
  'nothing to scale yet': 'zatím není co škálovat',
  'waiting for its turn': 'čeká, až na něj dojde',
  'Standing by: {holder} acts. --no-leader-election does not wait.':
    'Čeká se: koná {holder}. S --no-leader-election se nečeká.',
  'No Deployment in namespace {namespace} has the labels {labels}. Waiting for one.':
    'Žádný Deployment v namespace {namespace} nemá štítky {labels}. Čeká se na něj.',
  "No LatencyScaler in namespace {namespace} can be followed yet. See 'kubectl get latencyscalers --all-namespaces', or give --deployment.":
    'V namespace {namespace} zatím není LatencyScaler, kterým by se šlo řídit. Viz kubectl get latencyscalers --all-namespaces, nebo zadejte --deployment.',

  // Rozhodnutí
  paused: 'pozastaveno',
  '0 replicas: switched off': '0 replik: vypnuto',
  'an HPA scales this one, hands off': 'škáluje ho HPA, nesahat',
  'fewer than the minimum': 'méně než minimum',
  'more than the maximum': 'více než maximum',
  'the clock went backwards, hands off': 'hodiny se vrátily, nesahat',
  'latency unknown, hands off': 'latence není známa, nesahat',
  'latency unknown, hands off: {why}': 'latence není známa, nesahat: {why}',
  'a rollout is in progress, waiting': 'probíhá rollout, čeká se',
  'waiting for replicas to be ready': 'čeká se, až budou repliky ready',
  'cooling down after the last change': 'oddech po poslední změně',
  '{said}, {count} s more': '{said}, ještě {count} s',
  'missed, but the new ones should do': 'cíl uniká, ale nové repliky by měly stačit',
  'objective missed, one more': 'cíl uniká, o jednu víc',
  'objective missed, but no more allowed': 'cíl uniká, ale víc není dovoleno',
  'objective met': 'cíl je splněn',
  'all is well with the fewest': 'vše v pořádku i s nejmenším počtem',
  'calm, but not for long enough': 'klid, ale ne dost dlouho',
  'calm for {count} of {decimal} s': 'klid {count} z {decimal} s',
  'calm because of all of them': 'klid díky všem',
  'calm, one less': 'klid, o jednu méně',

  // Pravidlo s čísly
  ', {decimal} req/s, mean {decimal2}, {decimal3} in flight':
    ', {decimal} req/s, průměr {decimal2}, nevyřízených {decimal3}',
  'observed: {share} within {time} over {decimal} s{load}; {count} of {count2} ready':
    'zjištěno: {share} do {time} za {decimal} s{load}; ready {count} z {count2}',
  'one more:': 'přidat:',
  'so many requests that it is no accident': 'požadavků je tolik, že to není náhoda',
  'last change {ago}, cooldown {decimal} s': 'poslední změna {ago}, oddech {decimal} s',
  '{decimal} ago': 'před {decimal}',
  'one less:': 'ubrat:',
  'calm for {decimal} s': 'klid {decimal} s',
  'the rest can carry it: {because}': 'zbylé to unesou: {because}',
  'the last replica stays': 'poslední replika zůstává',
  'the load is not known': 'zátěž není známa',
  '{count} would serve {decimal} req/s each; {decimal2} were too many':
    'zbylých {count} by vyřizovalo po {decimal} req/s; {decimal2} bylo příliš',
  '{decimal} requests in flight over {count}: up to {decimal2} ms on average':
    '{decimal} nevyřízených požadavků na {count}: průměrně až {decimal2} ms',
  'decided:  {from} → {to}, {reason}: {why}': 'závěr:    {from} → {to}, {reason}: {why}',

  // Proč není latence známa
  'Prometheus has no fresh series of this target': 'Prometheus nemá o tomto cíli čerstvé řady',
  'Prometheus scrapes {count} of {count2} ready pods':
    'Prometheus sbírá z {count} podů, ready jich je {count2}',
  'the pods export no request_latency': 'pody neexportují request_latency',
  'a series of request_latency is not a number': 'některá řada request_latency není číslo',
  '{decimal} ms is no bucket bound of request_latency; there are {bounds} ms':
    '{decimal} ms není hranice bucketu request_latency; jsou tu {bounds} ms',
  'the query finds nothing': 'dotaz nic nenajde',
  'the query finds {count} series instead of one': 'dotaz najde {count} řad místo jedné',
  'the query gives {value}, which is no share': 'dotaz dá {value}, což není podíl',
  'Prometheus has not been asked yet': 'Prometheus ještě nebyl dotázán',
  'Prometheus answers {status}': 'Prometheus vrací {status}',
  'Prometheus answers {status}: {why}': 'Prometheus vrací {status}: {why}',
  'no reason given': 'bez udání důvodu',
  'the answer is not JSON': 'odpověď není JSON',
  'the answer is not one of Prometheus': 'odpověď není od Promethea',
  'the answer is a {kind}, not a vector': 'odpověď je {kind}, ne vektor',
  'the answer is longer than {count} MB': 'odpověď je delší než {count} MB',
  'silent for {decimal} s': 'ticho už {decimal} s',
  'it was cut off': 'spojení se přerušilo',

  // Potíže
  '! {why}': '! {why}',
  '{target}: {why}': '{target}: {why}',
  'could not {what}: {why}': 'nepodařilo se {what}: {why}',
  'could not {what}: {why} ({status})': 'nepodařilo se {what}: {why} ({status})',
  'reach the API server': 'dosáhnout na API server',
  'list {kind}': 'vypsat {kind}',
  'watch {kind}': 'sledovat {kind}',
  'scale {name}': 'škálovat {name}',
  'write the status of {name}': 'zapsat stav {name}',
  'annotate {name}': 'zapsat anotaci {name}',
  'count an Event': 'započítat Event',
  'record an Event': 'zaznamenat Event',
  'read the lease': 'přečíst lease',
  'create the lease': 'založit lease',
  'renew the lease': 'obnovit lease',
  'claim {name}': 'zabrat {name}',
  'read a claim': 'přečíst zábor',
  claims: 'zábory',
  'could not claim {name}: others keep changing its claim':
    'nepodařilo se zabrat {name}: jiní jeho zábor stále mění',
  'Deployment {name} is scaled by {holder}': 'Deployment {name} škáluje {holder}',
  '{why}: whoever else scales the same is not noticed': '{why}: kdo jiný škáluje totéž, se nepozná',
  'there is no service account token in this container, and nothing installed that reads a kubeconfig':
    'v tomto kontejneru není token service accountu a chybí to, co čte kubeconfig',
  'in a pod, see that automountServiceAccountToken is not false; elsewhere: npm install @kubernetes/client-node':
    'V podu ověřte, že automountServiceAccountToken není false; jinde: npm install @kubernetes/client-node',
  '--deployment and --selector exclude each other.': '--deployment a --selector se vylučují.',
  'Prometheus does not answer: {why}': 'Prometheus neodpovídá: {why}',
  "see 'kubectl get service prometheus --namespace {namespace}', or give --prometheus":
    'Podívejte se na kubectl get service prometheus --namespace {namespace}, nebo zadejte --prometheus',
  'see pycont operator run --help': 'Viz pycont operator run --help',
  '{text} is not a valid address of a Prometheus': '{text} není adresa Promethea',
  'give a URL (http://localhost:9090), or a Service: [namespace/]name[:port]':
    'Zadejte URL (http://localhost:9090), nebo Service: [namespace/]název[:port]',
  'the API server {url} does not answer: {why}': 'API server {url} neodpovídá: {why}',
  "check 'kubectl version', or start the embedded stage: pycont stage up":
    'Zkontrolujte kubectl version, nebo spusťte prostředí embedded: pycont stage up',
  'the API server {url} refuses: {why}': 'API server {url} odmítá: {why}',
  'the credentials of the kube context cannot be had: {why}':
    'k přihlašovacím údajům kube contextu se nelze dostat: {why}',
  '/metrics cannot be served: {why}': '/metrics nelze nabízet: {why}',
  'choose another port': 'Zvolte jiný port',
  'see that the namespace is there and its leases may be written, or give --no-leader-election':
    'Ověřte, že namespace existuje a jeho lease se smí zapisovat, nebo zadejte --no-leader-election',
  'this cluster does not have the resource LatencyScaler': 'tento cluster nemá zdroj LatencyScaler',
  'install it: kubectl apply -k deploy/operator, or scale without them: pycont operator run --deployment NAME':
    'Nainstalujte ho: kubectl apply -k deploy/operator, nebo škálujte bez nich: pycont operator run --deployment NÁZEV',
  'ask for the rights in deploy/operator/rbac.yaml in namespace {namespace}':
    'Vyžádejte si práva z deploy/operator/rbac.yaml v namespace {namespace}',
  'there is no Deployment {name} in namespace {namespace}': 'v namespace {namespace} není Deployment {name}',
  "see 'kubectl get deployments --namespace {namespace}', or give --namespace":
    'Podívejte se na kubectl get deployments --namespace {namespace}, nebo zadejte --namespace',
  'there is no kube context to work in': 'není kube context, ve kterém pracovat',
  "see 'kubectl config get-contexts', or start the embedded stage: pycont stage up":
    'Podívejte se na kubectl config get-contexts, nebo spusťte prostředí embedded: pycont stage up',
  'the kube configuration cannot be read: {why}': 'konfigurace kube nejde přečíst: {why}',
  'check KUBECONFIG, or start the embedded stage: pycont stage up':
    'Zkontrolujte KUBECONFIG, nebo spusťte prostředí embedded: pycont stage up',

  // Politika
  'minReplicas is {value}; it must be a whole number from 1':
    'minReplicas je {value}; musí to být celé číslo od 1',
  'maxReplicas is {value}; it must be at least minReplicas ({minimum})':
    'maxReplicas je {value}; musí to být aspoň minReplicas ({minimum})',
  'thresholdMilliseconds is {value}; it must be above 0':
    'thresholdMilliseconds je {value}; musí to být víc než 0',
  'objective is {value}; it must be a share above 0, up to 1':
    'objective je {value}; musí to být podíl větší než 0, nejvýš 1',
  'scaleDownAbove is {value}; it must lie between the objective ({minimum}) and 1':
    'scaleDownAbove je {value}; musí to být mezi objective ({minimum}) a 1',
  'windowSeconds is {value}; it must be at least 1': 'windowSeconds je {value}; musí to být aspoň 1',
  'cooldownSeconds is {value}; it must not be negative': 'cooldownSeconds je {value}; nesmí to být záporné',
  'scaleDownStabilizationSeconds is {value}; it must not be negative':
    'scaleDownStabilizationSeconds je {value}; nesmí to být záporné',
  'scaleTargetRef.kind is {kind}; only Deployment can be scaled':
    'scaleTargetRef.kind je {kind}; škálovat lze jen Deployment',
  'query cannot be used: {why}': 'query nejde použít: {why}',
  'comments are not allowed': 'komentáře nejsou dovoleny',
  'a string is not closed': 'řetězec není uzavřený',
  'unexpected {character}': 'nečekané {character}',
  'it is empty': 'je prázdné',
  '{bracket} is not closed': '{bracket} není uzavřená',
};
