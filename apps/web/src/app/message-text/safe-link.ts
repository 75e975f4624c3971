const protocols: readonly string[] = ['http:', 'https:', 'mailto:'];

/**
 * An address that can do nothing but lead somewhere, in the form that the browser itself gives it; null for every other.
 * What is relative leads nowhere: nobody can know to which page it belonged.
 */
export function safeLink(address: string): string | null {
  const url = URL.parse(address);
  return url && protocols.includes(url.protocol) && (url.host || url.protocol === 'mailto:')
    ? url.href
    : null;
}
