import type { Column, Printer } from '../resource.ts';
import { ageOf } from '../../../notation/index.ts';

export const column = (name: string, type = 'string', priority = 0, format = ''): Column => ({
  name,
  type,
  priority,
  format: name === 'Name' ? 'name' : format,
});

export const NAME = column('Name');
export const AGE = column('Age');

/** Columns of kinds without a printer. */
export const nameAndAge: Printer = {
  columns: [NAME, AGE],
  cells: (object, now) => [object.metadata.name, ageOf(object.metadata.creationTimestamp, now)],
};
