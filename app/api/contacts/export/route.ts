import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { exportContacts } from '#domain/exports/export-contacts.ts';

/** The contacts of a list (its address as parameters) as a file: `format` csv or xlsx, `columns` by comma. */
export const GET = download(async (ctx, params) => exportContacts(ctx, params, await currentLocale()));
