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

/** What kubectl shows of a kind without columns of its own. */
export const nameAndAge: Printer = {
  columns: [NAME, AGE],
  cells: (object, now) => [object.metadata.name, ageOf(object.metadata.creationTimestamp, now)],
};
