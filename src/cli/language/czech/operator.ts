/** Co říká operátor lidem; v podu mluví do logu anglicky. */
export const CS_OPERATOR: Record<string, string> = {
  // Řádek a živý pohled
  'Give one of them': 'Zadejte jen jednu z nich',
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
  '0 replicas: scaling is disabled': '0 replik: škálování je vypnuto',
  'an HPA scales this one, hands off': 'škáluje ho HPA, nesahat',
  'fewer than the minimum': 'méně než minimum',
  'more than the maximum': 'více než maximum',
  'latency unknown, hands off': 'latence není známa, nesahat',
  'latency unknown, hands off: {why}': 'latence není známa, nesahat: {why}',
  'a rollout is in progress: no scaling down': 'probíhá rollout: neubírá se',
  'some pods are not measured: no scaling down': 'některé pody se neměří: neubírá se',
  'waiting for replicas to be ready': 'čeká se, až budou repliky ready',
  'cooling down after the last change': 'oddech po poslední změně',
  '{said}, {count} s more': '{said}, ještě {count} s',
  'objective missed, but recovering': 'cíl uniká, ale zlepšuje se to',
  'objective missed, one more': 'cíl uniká, o jednu víc',
  'objective missed, {count} more': 'cíl uniká, přidat {count}',
  'load rises, one more': 'zátěž roste, o jednu víc',
  'load rises, {count} more': 'zátěž roste, přidat {count}',
  'objective missed, but no more allowed': 'cíl uniká, ale víc není dovoleno',
  'objective met': 'cíl je splněn',
  'objective met, fewer tried in {decimal} s': 'cíl je splněn, méně se zkusí za {decimal} s',
  'all is well with the fewest': 'vše v pořádku i s nejmenším počtem',
  'calm, but not for long enough': 'klid, ale ne dost dlouho',
  'calm for {count} of {decimal} s': 'klid {count} z {decimal} s',
  'the load needs all of them': 'zátěž je potřebuje všechny',
  'objective missed, but that may be chance': 'cíl uniká, ale může to být náhoda',
  'calm, one less': 'klid, o jednu méně',
  'calm, {count} fewer': 'klid, ubrat {count}',

  // Pravidlo s čísly
  'observed: latency unknown; {count} of {count2} ready':
    'zjištěno: latence není známa; ready {count} z {count2}',
  'latency is known': 'latence je známa',
  'observed: no requests over {decimal} s; {count} of {count2} ready':
    'zjištěno: žádné požadavky za {decimal} s; ready {count} z {count2}',
  'observed: {share} within {time} over {decimal} s; {count} of {count2} ready':
    'zjištěno: {share} do {time} za {decimal} s; ready {count} z {count2}',
  '{decimal} req/s, mean {decimal2}, {decimal3} in flight':
    '{decimal} req/s, průměr {decimal2}, nevyřízených {decimal3}',
  'more:': 'přidat:',
  'not by chance: evidence {decimal} of {decimal2}': 'není to náhoda: důkaz {decimal} z {decimal2}',
  'no change yet, cooldown {decimal} s': 'zatím žádná změna, oddech {decimal} s',
  'last change {decimal} ago, cooldown {decimal2} s': 'poslední změna před {decimal}, oddech {decimal2} s',
  'no pod is starting or being replaced': 'žádný pod nestartuje ani se nevyměňuje',
  'waited {count} of {count2} s for pods to start': 'na start podů se čekalo {count} z {count2} s',
  'latency is not falling by itself': 'latence neklesá sama',
  'fewer:': 'ubrat:',
  'all pods are ready and measured, no rollout': 'všechny pody jsou ready a měří se, bez rolloutu',
  'calm for {count} of {decimal} s, because it is a trial': 'klid {count} z {decimal} s, protože jde o pokus',
  'the last replica stays': 'poslední replika zůstává',
  'fewer can carry the load: nobody says how much it is': 'méně zátěž unese: jaká je, nikdo neříká',
  '{count} can carry it: {decimal} req/s each, {decimal2} were too many':
    '{count} to unesou: po {decimal} req/s, {decimal2} bylo příliš',
  '{count} can carry it: {decimal} req/s each, {decimal2} were carried':
    '{count} to unesou: po {decimal} req/s, {decimal2} se uneslo',
  '{count} can carry it: {decimal} req/s each, nothing known yet':
    '{count} to unesou: po {decimal} req/s, víc se zatím neví',
  'decided:  {from} → {to}, {reason}': 'závěr:    {from} → {to}, {reason}',

  // Proč není latence známa
  'Prometheus has no fresh series of this target': 'Prometheus nemá o tomto cíli čerstvé řady',
  'Prometheus has not scraped the pods twice since the last change':
    'od poslední změny Prometheus ještě dvakrát nesbíral metriky z podů',
  'its clock went back by {count} s: what it says is old':
    'jeho hodiny šly o {count} s zpět: co říká, je staré',
  'no pod of it is ready': 'žádný jeho pod není ready',
  'Prometheus scrapes the pods, but they export no {metric}':
    'Prometheus z podů metriky sbírá, ale {metric} mezi nimi není',
  'Prometheus cannot scrape the pods: see its page /targets for the reason':
    'Prometheus nemůže z podů sbírat metriky: důvod ukáže jeho stránka /targets',
  'Prometheus does not scrape these pods; of namespace {namespace} it scrapes {count} others':
    'Prometheus z těchto podů metriky nesbírá; v namespace {namespace} sbírá z jiných ({count})',
  'Prometheus scrapes no pod of namespace {namespace}: see its scrape_configs, or the annotations that they ask for':
    'Prometheus nesbírá metriky z žádného podu v namespace {namespace}: podívejte se na jeho scrape_configs, nebo na anotace, které vyžadují',
  'Prometheus scrapes nothing at all: see its scrape_configs':
    'Prometheus nesbírá vůbec nic: podívejte se na jeho scrape_configs',
  'Prometheus has {metric}, but without the labels {labels}; it has {others}: add them by relabel_configs':
    'Prometheus {metric} má, ale bez labelů {labels}; má jen {others}: doplňte je pomocí relabel_configs',
  'Prometheus has series of pod {pod} from several clusters: {clusters}':
    'Prometheus má řady podu {pod} z několika clusterů: {clusters}',
  'Prometheus scrapes every {decimal} s, but the window is {decimal2} s: set windowSeconds (--window) to at least {count}':
    'Prometheus sbírá každých {decimal} s, ale okno má {decimal2} s: nastavte windowSeconds (--window) alespoň na {count}',
  '{decimal} ms is not a bucket bound of {metric}; there are {bounds} ms':
    '{decimal} ms není hranice bucketu {metric}; jsou tu {bounds} ms',
  'there are several series of {metric} where one is expected': '{metric} má několik řad místo jedné',
  'pod {pod}: {why}': 'pod {pod}: {why}',
  'it has no series of {metric}': 'chybí {metric}',
  'it has no bucket +Inf': 'chybí bucket +Inf',
  '{metric} is not a number': '{metric} není číslo',
  'a bound of the buckets is not a number': 'hranice některého bucketu není číslo',
  'the time of the last scrape is not a number': 'čas posledního sběru není číslo',
  'the query finds nothing': 'dotaz nic nenajde',
  'the query finds {count} series instead of one': 'dotaz najde {count} řad místo jedné',
  'the query gives {value}, which is not a share': 'dotaz dá {value}, což není podíl',
  'the query gives a value that is not a number': 'dotaz dá hodnotu, která není číslo',
  'the query has not been answered yet': 'na dotaz ještě nepřišla odpověď',
  '{address}: no answer to the query for {count} s': '{address}: na dotaz už {count} s nepřišla odpověď',
  'Prometheus has not been asked yet': 'Prometheus ještě nebyl dotázán',
  'Prometheus answers {status}{why}': 'Prometheus vrací {status}{why}',
  'it asks who we are (401){why}{where}': 'ptá se, kdo jsme (401){why}{where}',
  '; a URL may say it: https://user:password@host': '; lze to říci v URL: https://user:password@host',
  'it does not allow us to ask (403){why}': 'nedovoluje nám se ptát (403){why}',
  'there is no /api/v1/query (404){why}; is that the address of a Prometheus?':
    'není tam /api/v1/query (404){why}; je to adresa Promethea?',
  'a proxy asks who we are (407){why}': 'proxy se ptá, kdo jsme (407){why}',
  'it is asked too often (429){why}{later}': 'je dotazován příliš často (429){why}{later}',
  'it sends us elsewhere ({status}): {where}; give that address':
    'posílá nás jinam ({status}): {where}; zadejte tuto adresu',
  'it does not say where': 'neříká kam',
  'nothing listens there (ECONNREFUSED)': 'nic tam neposlouchá (ECONNREFUSED)',
  'the connection was cut off (ECONNRESET)': 'spojení se přerušilo (ECONNRESET)',
  'there is no host of this name (ENOTFOUND)': 'počítač toho jména není (ENOTFOUND)',
  'the name of the host cannot be resolved now (EAI_AGAIN)': 'jméno počítače teď nelze přeložit (EAI_AGAIN)',
  'there is no way to the host (EHOSTUNREACH)': 'k počítači nevede cesta (EHOSTUNREACH)',
  'there is no way to the host (ENETUNREACH)': 'k počítači nevede cesta (ENETUNREACH)',
  'it does not speak TLS (EPROTO): is it http:// instead of https://?':
    'nemluví TLS (EPROTO): není to http:// místo https://?',
  'it does not answer in HTTP: is it https:// instead of http://?':
    'neodpovídá přes HTTP: není to https:// místo http://?',
  'the address or the answer cannot be understood': 'adrese nebo odpovědi nelze rozumět',
  'the answer is a web page, not one of Prometheus: is there a login in front of it?':
    'odpověď je webová stránka, ne od Promethea: není před ním přihlášení?',
  'the answer has no list of series': 'odpověď nemá seznam řad',
  'the answer has a series without labels: nobody knows whose it is':
    'odpověď má řadu bez labelů: neví se, čí je',
  'the answer has values without a time': 'odpověď má hodnoty bez času',
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
  'Prometheus refuses: {why}': 'Prometheus odmítá: {why}',
  "see 'kubectl get service {service} --namespace {namespace}', or give --prometheus":
    'Podívejte se na kubectl get service {service} --namespace {namespace}, nebo zadejte --prometheus',
  'check the address given with --prometheus: it is that of the page of Prometheus, without /graph':
    'Zkontrolujte adresu zadanou v --prometheus: je to adresa stránky Promethea, bez /graph',
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
  'maxStep is {value}; it must be a whole number from 1': 'maxStep je {value}; musí to být celé číslo od 1',
  'scaleTargetRef.kind is {kind}; only Deployment can be scaled':
    'scaleTargetRef.kind je {kind}; škálovat lze jen Deployment',
  'query cannot be used: {why}': 'query nejde použít: {why}',
  'comments are not allowed': 'komentáře nejsou dovoleny',
  'a string is not closed': 'řetězec není uzavřený',
  'unexpected {character}': 'nečekané {character}',
  'it is empty': 'je prázdné',
  '{bracket} is not closed': '{bracket} není uzavřená',
  'there is no kube context {name}': 'kube context {name} není',
  'no answer within {decimal} s': 'žádná odpověď do {decimal} s',
  '{count} req/s': '{count} req/s',
};
