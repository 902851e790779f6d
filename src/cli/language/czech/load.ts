/** Co říká pycont load. */
export const CS_LOAD: Record<string, string> = {
  '{count} users ask {url}': 'uživatelů: {count}, ptají se {url}',
  '{decimal} requests per second to {url}': 'požadavků za sekundu: {decimal}, na {url}',
  'until Ctrl-C': 'do Ctrl-C',
  'for {decimal} s': 'po dobu {decimal} s',

  // Řádek za sekundu
  '{count} req/s': '{count} req/s',
  'p50 {decimal}': 'p50 {decimal}',
  'p99 {decimal}': 'p99 {decimal}',
  '{decimal} within {time}': '{decimal} do {time}',
  '{count} open': 'čeká {count}',
  '{count} not sent': 'neodesláno {count}',

  // Souhrn
  'requests   {count} in {decimal} s, {decimal2} req/s':
    'požadavky  {count} za {decimal} s, {decimal2} req/s',
  'latency    p50 {decimal}, p90 {decimal2}, p99 {decimal3}, max {decimal4}':
    'latence    p50 {decimal}, p90 {decimal2}, p99 {decimal3}, max {decimal4}',
  'share      {decimal} within {time}': 'podíl      {decimal} do {time}',
  'errors     {count}{share}': 'chyby      {count}{share}',
  ' ({decimal})': ' ({decimal})',
  'not sent   {count}: too many were open already; the rate was not reached':
    'neodesláno {count}: příliš mnoho jich už čekalo; zadané rychlosti se nedosáhlo',
  'unfinished {count}, given up at the end; they are not counted above':
    'nedokončeno {count}, na konci se na ně nečekalo; výše se nepočítají',

  // Chyby
  'There is no URL to put under load.': 'Není URL, které zatížit.',
  'Give one, or let the stage name it: eval "$(pycont stage env)"':
    'Zadejte ho, nebo ať ho řekne prostředí: eval "$(pycont stage env)"',
  "{host} is not this machine: load on somebody else's server is an attack unless they agreed.":
    '{host} není tento stroj: zatěžovat cizí server bez souhlasu je útok.',
  'Say --yes if it is yours': 'Je-li váš, řekněte --yes',
  '{text} is no http or https URL.': '{text} není http ani https URL.',
  'Write it as http://127.0.0.1:5000': 'Napište ho jako http://127.0.0.1:5000',
  '{what} has no unit.': '{what} nemá jednotku.',
  '{what} is no duration.': '{what} není doba.',
  '{what} is no time at all.': '{what} není žádný čas.',
  '{what} is too long.': '{what} je příliš dlouho.',
  'Write it as 500ms, 20s, 2m or 1m30s': 'Napište ji jako 500ms, 20s, 2m nebo 1m30s',
  '--slow, --heavy and --path exclude each other.': '--slow, --heavy a --path se vylučují.',
  'Give one of them': 'Zadejte jen jednu z nich',
  'Not one request to {url} was answered: {why}.': 'Ani jeden požadavek na {url} nedostal odpověď: {why}.',
  'See whether it is there: curl -i {url}': 'Podívejte se, zda tam něco je: curl -i {url}',
  'no answer': 'bez odpovědi',
};
