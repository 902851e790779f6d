/** Co se uprostřed přednášky stane jejímu světu. */
export const CS_WORLD: Record<string, string> = {
  // Část prostředí, která přestala odpovídat
  'The embedded stage (process {pid})': 'Prostředí embedded (proces {pid})',
  'Take the scene back to its start (u), or leave and run pycont scene next: either starts it anew.':
    'Vraťte scénu na začátek (u), nebo odejděte a spusťte pycont scene next: obojí ho spustí znovu.',
  'The cluster of {name} ({url})': 'Cluster {name} ({url})',
  'The Docker Engine': 'Docker Engine',
  'Start it again, then try again; {instead}': 'Spusťte ho znovu a zkuste to znovu; {instead}',
  'or go on without it: pycont stage switch embedded':
    'nebo pokračujte bez něj: pycont stage switch embedded',
  '{name} does not answer.\n{remedy}': '{name} neodpovídá.\n{remedy}',

  // Zdrojový kód a úklid
  'The workspace {folder} is gone, so there is nothing to repair.':
    'Zdrojový kód {folder} zmizel, takže není co opravovat.',
  'git {command} failed in the workspace: {why}': 'git {command} ve zdrojovém kódu selhal: {why}',
  '{patch} does not fit {file}: the workspace is not in the state the scene expects.':
    '{patch} nesedí na {file}: zdrojový kód není ve stavu, jaký scéna čeká.',
  '{name} does not answer: what the talk left there is still there.':
    '{name} neodpovídá: co tam přednáška nechala, tam pořád je.',
  'Start it again, then run pycont scene reset.': 'Spusťte ho znovu a pak pycont scene reset.',
  'The namespace pycont is still there, and the talk begins without it: {why}':
    'Namespace pycont pořád existuje, a přednáška začíná bez něj: {why}',
  'it does not go': 'nezmizel',
  'See what holds it with kubectl get all --namespace pycont, then run pycont scene reset.':
    'Co ho drží, ukáže kubectl get all --namespace pycont; pak spusťte pycont scene reset.',
};
