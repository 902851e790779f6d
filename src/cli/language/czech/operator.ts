/** Co je špatně na politice operátora. */
export const CS_OPERATOR: Record<string, string> = {
  '{target}: {why}': '{target}: {why}',
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
};
