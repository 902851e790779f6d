import type { FieldError } from '../resource.ts';
import { invalidValue } from './errors.ts';

export function validatePort(port: number, field: string): FieldError[] {
  return port >= 1 && port <= 65_535
    ? []
    : [invalidValue(field, port, 'must be between 1 and 65535, inclusive')];
}

export function nonNegative(value: number | undefined, field: string): FieldError[] {
  return value === undefined || value >= 0
    ? []
    : [invalidValue(field, value, 'must be greater than or equal to 0')];
}
