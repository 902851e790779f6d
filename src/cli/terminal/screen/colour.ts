/** The colour property of Ink's `Text`: none if `NO_COLOR` is set, or without a colour. */
export const inColour = (color: string | undefined): { color?: string } =>
  color === undefined || process.env.NO_COLOR ? {} : { color };
