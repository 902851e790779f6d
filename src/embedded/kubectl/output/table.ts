/** The printed part of a `meta.k8s.io/v1` Table. */
export interface Table {
  metadata?: { resourceVersion?: string };
  columnDefinitions?: { name: string; priority: number }[];
  rows?: {
    cells: unknown[];
    object?: { metadata?: { name?: string; namespace?: string; labels?: Record<string, string> } };
  }[];
}

export interface TableOptions {
  wide: boolean;
  headers: boolean;
  withNamespace: boolean;
  withLabels: boolean;
  /** Before each name, e.g. `pod/`. */
  prefix: string;
}

const text = (cell: unknown) => (cell === null || cell === undefined || cell === '' ? '' : String(cell));

export function tableRows(
  table: Table,
  columns: Table['columnDefinitions'],
  options: TableOptions,
): string[][] {
  const shown = (columns ?? [])
    .map(({ priority }, at) => (priority === 0 || options.wide ? at : -1))
    .filter((at) => at >= 0);
  const name = (columns ?? []).findIndex(({ name }) => name === 'Name');
  const header = [
    ...(options.withNamespace ? ['NAMESPACE'] : []),
    ...shown.map((at) => columns![at]!.name.toUpperCase()),
    ...(options.withLabels ? ['LABELS'] : []),
  ];
  const rows = (table.rows ?? []).map(({ cells, object }) => [
    ...(options.withNamespace ? [object?.metadata?.namespace ?? ''] : []),
    ...shown.map((at) => (at === name ? options.prefix : '') + text(cells[at])),
    ...(options.withLabels ? [labelText(object?.metadata?.labels)] : []),
  ]);
  return options.headers ? [header, ...rows] : rows;
}

function labelText(labels: Record<string, string> | undefined): string {
  const pairs = Object.entries(labels ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length > 0 ? pairs.map(([key, value]) => `${key}=${value}`).join(',') : '<none>';
}
