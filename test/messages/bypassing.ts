/** Who may say something that the catalogue does not have. */

/** Texts that stay English. */
export const ENGLISH = {
  'docker push says them in English': [
    "The push refers to the cluster's own images [{}]",
    '{}: already in the cluster, image: {} size: {}',
    '{}: loaded by {}, image: {} size: {}',
    '{}: pods pull it as {}',
  ],
  'Events and conditions of Kubernetes are for machines, too': [
    'somebody asked for {} replicas: starting from there',
  ],
  'files for CI are for machines': ['nothing to leave out', 'leave out {}'],
  'faults of pycont itself': [
    'no pycont package around {}',
    'no free TCP port on 127.0.0.1',
    'node {} on {}',
    'short write',
    'timed out',
  ],
  'names alone': ['HTTP {}', 'HTTP {}: {}', 'pycont: {}\n→ {}\n'],
  'a shell reads them': [
    'export {}={}\n',
    '{}\n\n  pycont lint {}\n  pycont --scenes {} rehearse\n  pycont --scenes {} scene next\n',
    'exec {} "$@"',
    'case "$#:$1:$2" in\n  2:push:{}/*) ;;\n  2:push:*) exec {} {} stage push "$2" ;;\nesac\nexec {} "$@"',
    'case "$#:$1:$2" in\n  2:push:*) exec {} {} stage push "$2" ;;\nesac\nexec {} "$@"',
  ],
};
