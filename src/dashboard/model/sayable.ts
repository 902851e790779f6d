import { printable, withoutPassword } from '../../kubernetes/index.ts';

/** A text of another program, for everybody to see: on one line, and without the passwords of URLs. */
export const sayable = (text: string): string => withoutPassword(printable(text));
