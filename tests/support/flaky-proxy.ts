import { connect, createServer, type Socket } from 'node:net';

export type FlakyProxy = {
  /** The address of the database behind it, by way of this proxy. */
  url: string;
  /** Ends all connections: politely, or as a machine that fell over does. */
  cut(how: 'end' | 'reset'): void;
  /** While away, connections are refused as soon as they come. */
  setAway(isAway: boolean): void;
  close(): Promise<void>;
};

/** A way to the database at `url` that can be cut. */
export async function openFlakyProxy(url: string): Promise<FlakyProxy> {
  const target = new URL(url);
  const pairs = new Set<[Socket, Socket]>();
  let isAway = false;
  const server = createServer((client) => {
    client.on('error', () => {});
    if (isAway) return client.resetAndDestroy();
    const upstream = connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      pairs.delete(pair);
      upstream.destroy();
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the proxy has no port');
  const proxied = new URL(url);
  proxied.hostname = '127.0.0.1';
  proxied.port = String(address.port);
  const cut = (how: 'end' | 'reset') => {
    for (const [client] of pairs) how === 'reset' ? client.resetAndDestroy() : client.destroySoon();
  };
  return {
    url: proxied.href,
    cut,
    setAway(away) {
      isAway = away;
      if (away) cut('reset');
    },
    close() {
      cut('reset');
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
