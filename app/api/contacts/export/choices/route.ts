import { currentLocale } from '#app/_server/locale.ts';
import { read } from '#app/_server/read.ts';
import { exportChoices } from '#domain/exports/choices.ts';

/** What the dialog offers: the columns, and how many contacts the list and the workspace have. */
export const GET = read(async (ctx, params) => exportChoices(ctx, params, await currentLocale()));
