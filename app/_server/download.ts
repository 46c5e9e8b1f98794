import 'server-only';
import { Readable } from 'node:stream';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { refusal } from './answer.ts';
import { currentSession } from './auth.ts';
import { type Params, paramsOf } from './read.ts';
import { requestId } from './request-id.ts';

/** A file made while it is sent. */
export type Download = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array | string> };

/** A GET handler that sends a file: session → verb (which authorises and parses) → stream. `place`: the last part of the path asked for. */
export function download(verb: (ctx: Ctx, params: Params, place: string) => Promise<Download>) {
  return async (request: Request): Promise<Response> => {
    const id = await requestId();
    try {
      const session = await currentSession();
      if (!session) throw new DomainError('unauthenticated');
      const { fileName, contentType, body } = await verb(session.ctx, paramsOf(request), placeOf(request));
      const stream = Readable.toWeb(Readable.from(body, { objectMode: false }));
      return new Response(stream as unknown as ReadableStream, {
        headers: {
          'content-type': contentType,
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
      });
    } catch (error) {
      return refusal(error, id, request);
    }
  };
}

function placeOf(request: Request): string {
  return new URL(request.url).pathname.split('/').at(-1) ?? '';
}
