import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { importTemplate } from '#domain/imports/template.ts';

/** An empty file to fill in, headed in the reader's language. */
export const GET = download(async (ctx) => importTemplate(ctx, await currentLocale()));
