import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider says about whoever signs in next. */
export type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string };

type Pending = { nonce: string | null; challenge: string | null; claims: Claims };

/** An OpenID Connect provider for tests: asks nobody anything, and signs in whomever `answer` was given last. */
export async function startIdentityProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Pending>();
  let claims: Claims = { sub: 'nobody' };
  let issuer = '';

  const sign = (payload: object): string => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const body = `${encode({ alg: 'RS256', kid: 'test' })}.${encode(payload)}`;
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
  };

  const idToken = ({ nonce, claims: told }: Pending) => {
    const now = Math.floor(Date.now() / 1000);
    return sign({ ...told, iss: issuer, aud: 'test', iat: now, exp: now + 300, ...(nonce && { nonce }) });
  };

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => unknown> = {
    '/.well-known/openid-configuration': (_, response) =>
      json(response, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    '/keys': (_, response) =>
      json(response, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }],
      }),
    '/authorize': (_, response, { searchParams }) => {
      const code = randomUUID();
      codes.set(code, {
        nonce: searchParams.get('nonce'),
        challenge: searchParams.get('code_challenge'),
        claims,
      });
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    },
    '/token': async (request, response) => {
      const sent = new URLSearchParams(await textOf(request));
      const pending = codes.get(sent.get('code') ?? '');
      codes.delete(sent.get('code') ?? '');
      const proof = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url');
      if (!pending || proof !== pending.challenge) return json(response, { error: 'invalid_grant' }, 400);
      json(response, { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken(pending) });
    },
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const route = routes[url.pathname];
    if (route) void route(request, response, url);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    answer: (next: Claims) => {
      claims = next;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}
