import { expect, test } from 'vitest';
import { post } from '#domain/calls/request.ts';
import { useReceiver } from '../../support/receiver.ts';

const receiver = useReceiver();

const call = (url: string, more: object = {}) =>
  post({
    url,
    headers: { 'x-a': 'b' },
    body: '{"a":"é"}',
    isOwnNetworkFine: true,
    timeoutMs: 2_000,
    ...more,
  });

test('it is posted once, with its headers and body; the answer comes back', async () => {
  receiver().answers((response) => response.writeHead(201, { 'retry-after': '7' }).end('olá'));
  expect(await call(receiver().url)).toEqual({ is: 'answered', status: 201, body: 'olá', retryAfter: '7' });
  expect(receiver().received.at(-1)).toMatchObject({ body: '{"a":"é"}', headers: { 'x-a': 'b' } });
});

test.each(['127.0.0.1', 'localhost'])('%s is not called unless that is allowed', async (host) => {
  const total = receiver().received.length;
  const url = receiver().url.replace('127.0.0.1', host);
  expect(await call(url, { isOwnNetworkFine: false })).toEqual({ is: 'refused', error: 'private' });
  expect(receiver().received).toHaveLength(total);
});

type Resolver = NonNullable<Parameters<typeof post>[0]['resolve']>;

/** A resolver that says something else each time it is asked. */
function resolving(...answers: string[][]): { resolve: Resolver; asked: () => number } {
  let asked = 0;
  const resolve: Resolver = (_, __, callback) => {
    const addresses = (answers[asked] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    asked += 1;
    callback(null, addresses);
  };
  return { resolve, asked: () => asked };
}

test.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['::ffff:127.0.0.1']], [['169.254.169.254']], [[]]])(
  'a name that leads to %j is not called',
  async (addresses) => {
    const total = receiver().received.length;
    const { resolve } = resolving(addresses);
    const url = receiver().url.replace('127.0.0.1', 'hooks.example.com');
    expect(await call(url, { isOwnNetworkFine: false, resolve })).toEqual({
      is: 'refused',
      error: 'private',
    });
    expect(receiver().received).toHaveLength(total);
  },
);

test('a name is looked up once: what is called is what was checked', async () => {
  const { resolve, asked } = resolving(['127.0.0.1'], ['127.0.0.2']);
  const url = receiver().url.replace('127.0.0.1', 'hooks.example.com');
  receiver().answers((response) => response.end());
  expect(await call(url, { resolve })).toMatchObject({ is: 'answered', status: 200 });
  expect(asked()).toBe(1);
  expect(receiver().received.at(-1)?.headers.host).toMatch(/^hooks\.example\.com:/);
});

test('a redirect is an answer: nobody is asked where it leads', async () => {
  const total = receiver().received.length;
  receiver().answers((response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
  expect(await call(receiver().url)).toMatchObject({ is: 'answered', status: 302 });
  expect(receiver().received).toHaveLength(total + 1);
});

test('an answer without end is cut off; NUL bytes and broken letters in it do no harm', async () => {
  receiver().answers((response) => {
    response.write(Buffer.concat([Buffer.from('a\0b'), Buffer.from([0xff, 0xfe])]));
    const more = () => {
      if (!response.destroyed) response.write('x'.repeat(16_000), more);
    };
    more();
  });
  const answer = await call(receiver().url);
  expect(answer).toMatchObject({ is: 'answered', status: 200 });
  if (answer.is !== 'answered') return;
  expect(answer.body.length).toBe(2_000);
  expect(answer.body.startsWith('ab')).toBe(true);
});

test('a server that keeps us waiting is given up, before its answer and within it', async () => {
  receiver().answers(() => {});
  expect(await call(receiver().url, { timeoutMs: 100 })).toEqual({ is: 'failed', error: 'TIMEOUT' });
  receiver().answers((response) => void response.writeHead(200).write('metade'));
  expect(await call(receiver().url, { timeoutMs: 100 })).toMatchObject({ is: 'answered', status: 200 });
});

test('nobody at home, no such name, and no TLS are failures with their names', async () => {
  expect(await call('http://127.0.0.1:1/')).toEqual({ is: 'failed', error: 'ECONNREFUSED' });
  const tls = await call(receiver().url.replace('http:', 'https:'));
  expect(tls.is).toBe('failed');
});
