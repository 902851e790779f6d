/** Printers of a row from an object and its age. */
import type { Cell, Column, Printer } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { ageOf } from '../../../notation/index.ts';
import { column } from './generic.ts';

export const printer = (
  columns: Column[],
  cells: (object: KubeObject, age: string, now: number) => Cell[],
): Printer => ({
  columns,
  cells: (object, now) => cells(object, ageOf(object.metadata.creationTimestamp, now), now),
});
/** A column of `-o wide`. */
export const wide = (name: string, type = 'string') => column(name, type, 1);
