const DIGEST_LETTERS = 7;

/** The tag of an image, `latest` if it has none; of a digest its first letters. */
export function versionOf(image: string): string {
  const [name = '', digest] = image.split('@');
  // A colon before the last slash is of the registry's port.
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  if (tag !== undefined) return tag;
  return digest === undefined ? 'latest' : digest.replace(/^[^:]*:/, '').slice(0, DIGEST_LETTERS);
}
