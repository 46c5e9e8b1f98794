import { writeCsv } from '#lib/table-file/write-csv.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { exportPersonalData, type PersonalData, personalLines } from './export.ts';

/** How a CSV speaks to its reader: the titles of its four columns, and what their spreadsheet cuts lines by. */
type Words = { titles: string[]; delimiter: ';' | ',' };

type PersonalFile = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array | string> };

/** `exportPersonalData` as a file, named by the contact's id: a name would be one more place that holds it. @throws as that does. */
export async function personalFile(ctx: Ctx, input: unknown, words: Words): Promise<PersonalFile> {
  authorize(ctx, 'contact.export');
  const { data, format } = await exportPersonalData(ctx, input);
  const fileName = `contact-${data.contactIds[0]}.${format}`;
  if (format === 'json') {
    return { fileName, contentType: 'application/json; charset=utf-8', body: asJson(data) };
  }
  const columns = words.titles.map((title) => ({ title }));
  const body = writeCsv(columns, batchesOf(data), words.delimiter);
  return { fileName, contentType: 'text/csv; charset=utf-8', body };
}

async function* asJson(data: PersonalData): AsyncGenerator<string> {
  yield `${JSON.stringify(data, null, 2)}\n`;
}

async function* batchesOf(data: PersonalData): AsyncGenerator<string[][]> {
  yield [...personalLines(data)];
}
