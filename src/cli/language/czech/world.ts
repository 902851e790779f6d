/** Co z katalogu zůstává uvnitř ještě nepřevedené věty „The world could not be brought back …“. */
export const CS_WORLD: Record<string, string> = {
  '{name} does not answer.\n{remedy}': '{name} neodpovídá.\n{remedy}',
  'The embedded stage (process {pid})': 'Prostředí embedded (proces {pid})',
  'Take the scene back to its start (u), or leave and run pycont scene next: either starts it anew.':
    'Vraťte scénu na začátek (u), nebo odejděte a spusťte pycont scene next: obojí ho spustí znovu.',
  'The cluster of {name} ({url})': 'Cluster {name} ({url})',
  'The Docker Engine': 'Docker Engine',
  'Start it again, then try again; or go on without it: pycont stage switch embedded':
    'Nastartujte ho a zkuste to znovu; nebo pokračujte bez něj: pycont stage switch embedded',
  'The workspace {folder} is gone, so there is nothing to repair.':
    'Zdrojový kód {folder} zmizel, takže není co opravovat.',
  'git {command} failed in the workspace: {why}': 'git {command} ve zdrojovém kódu selhal: {why}',
  '{patch} does not fit {file}: the workspace is not in the state the scene expects.':
    '{patch} nesedí na {file}: zdrojový kód není ve stavu, jaký scéna čeká.',
};
