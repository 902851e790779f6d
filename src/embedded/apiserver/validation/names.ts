/** DNS name rules, with Kubernetes' messages. */

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const DNS_1035_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** Why the text is not a valid name; undefined if it is. */
export type NameRule = (text: string) => string | undefined;

export const dnsLabel: NameRule = (text) => {
  if (text.length > 63) return 'must be no more than 63 characters';
  if (DNS_LABEL.test(text)) return undefined;
  return `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`;
};

export const dnsSubdomain: NameRule = (text) => {
  if (text.length > 253) return 'must be no more than 253 characters';
  if (DNS_SUBDOMAIN.test(text)) return undefined;
  return `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
};

export const dns1035Label: NameRule = (text) => {
  if (text.length > 63) return 'must be no more than 63 characters';
  if (DNS_1035_LABEL.test(text)) return undefined;
  return `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;
};

/** A path segment of a URL: names of roles and bindings. */
export const pathSegment: NameRule = (text) => {
  if (text === '.' || text === '..') return `may not be '${text}'`;
  if (text.includes('/')) return `may not contain '/'`;
  return text.includes('%') ? `may not contain '%'` : undefined;
};
