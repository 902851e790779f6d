/** The property of Ink's `Text` that colours it: none where `NO_COLOR` is set, or for a text without a colour. */
export const inColour = (color: string | undefined): { color?: string } =>
  color === undefined || process.env.NO_COLOR ? {} : { color };
