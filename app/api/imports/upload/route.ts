import { receive } from '#app/_server/receive.ts';
import { uploadFolder } from '#app/_server/upload-folder.ts';
import { receiveChunk } from '#domain/imports/receive-chunk.ts';

/** The bytes of upload `id` from `offset` on. */
export const POST = receive((ctx, params, body) =>
  receiveChunk(ctx, params, { body, folder: uploadFolder() }),
);
