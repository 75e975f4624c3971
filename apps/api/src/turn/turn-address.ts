export interface TurnAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls' | 'dtls';
}

/** RFC 7065 section 3.1, and RFC 8656 section 3.1 for what is left out. @throws Error for anything else. */
export function turnAddressOf(url: string): TurnAddress {
  const [, scheme, host, port, transport] =
    /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i.exec(url) ?? [];
  if (scheme === undefined || host === undefined) throw new Error(`${url} is no address of a TURN server`);
  const isSecure = scheme.toLowerCase() === 'turns';
  const isUdp = (transport ?? (isSecure ? 'tcp' : 'udp')).toLowerCase() === 'udp';
  return {
    host: host.replace(/^\[(.+)\]$/, '$1'),
    port: Number(port ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? (isUdp ? 'dtls' : 'tls') : isUdp ? 'udp' : 'tcp',
  };
}
