import type { Locale } from '#db/values.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';

const HEADERS: Record<Locale, readonly string[]> = {
  'pt-BR': [
    ...[
      'Nome',
      'Sobrenome',
      'Telefone',
      'E-mail',
      'Empresa',
      'Site',
      'Status',
      'Fonte',
      'Responsável',
      'Tipo',
    ],
    ...['Ativo', 'Grupos', 'Anotações'],
  ],
  en: [
    ...[
      'First name',
      'Last name',
      'Phone',
      'E-mail',
      'Company',
      'Website',
      'Status',
      'Source',
      'Owner',
      'Type',
    ],
    ...['Active', 'Groups', 'Notes'],
  ],
  es: [
    ...['Nombre', 'Apellidos', 'Teléfono', 'Correo electrónico', 'Empresa', 'Sitio web', 'Estado', 'Fuente'],
    ...['Responsable', 'Tipo', 'Activo', 'Grupos', 'Notas'],
  ],
};
const FILE_NAMES: Record<Locale, string> = {
  'pt-BR': 'modelo-de-importação.csv',
  en: 'import-template.csv',
  es: 'plantilla-de-importación.csv',
};

/** An empty file to fill in, headed in a language of the product, custom fields included; the import maps it by itself. @throws `forbidden`. */
export async function importTemplate(
  ctx: Ctx,
  locale: Locale,
): Promise<{ fileName: string; contentType: string; body: AsyncIterable<Uint8Array> }> {
  authorize(ctx, 'import.read');
  const fields = await listFields(ctx);
  const columns = [...HEADERS[locale], ...fields.map(({ name }) => name)].map((title) => ({ title }));
  return {
    fileName: FILE_NAMES[locale],
    contentType: 'text/csv; charset=utf-8',
    body: writeCsv(columns, noRows()),
  };
}

async function* noRows(): AsyncGenerator<never> {}
