import type { Locale } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';
import { CSV_START, csvLine } from './csv.ts';

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
): Promise<{ fileName: string; contentType: string; body: AsyncIterable<string> }> {
  authorize(ctx, 'import.read');
  const fields = await listFields(ctx);
  const text = CSV_START + csvLine([...HEADERS[locale], ...fields.map(({ name }) => name)]);
  return { fileName: FILE_NAMES[locale], contentType: 'text/csv; charset=utf-8', body: once(text) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
