/** The printer columns a CRD declares. */
import { ageOf, parseJsonPath } from '../../../notation/index.ts';
import { column, nameAndAge, NAME } from '../printers/generic.ts';
import type { Json } from '../json.ts';
import type { Cell, Printer } from '../resource.ts';

interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

function cell(type: string, value: Json, now: number): Cell {
  if (value === undefined || value === null) return null;
  if (type === 'date') return typeof value === 'string' ? ageOf(value, now) : null;
  if (type === 'integer' || type === 'number')
    return typeof value === 'number' ? value : Number.isNaN(Number(value)) ? null : Number(value);
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function customPrinter(columns: PrinterColumn[] | undefined): Printer {
  if (!columns || columns.length === 0) return nameAndAge;
  const paths = columns.map((one) => parseJsonPath(one.jsonPath));
  return {
    columns: [
      NAME,
      ...columns.map(({ name, type, format = '', description = '', priority = 0 }) => ({
        ...column(name, type, priority, format),
        description,
      })),
    ],
    cells: (object, now) => [
      object.metadata.name,
      ...columns.map(({ type }, i) => cell(type, paths[i]?.(object)[0], now)),
    ],
  };
}
