import type { Locale } from '#db/values.ts';
import type { Field } from '../fields/types.ts';

/** What a file can hold of each contact besides the answers to custom fields, in the order of its columns. */
export const EXPORT_FACTS = [
  'id',
  'firstName',
  'lastName',
  'phone',
  'otherPhones',
  'email',
  'otherEmails',
  'company',
  'website',
  'type',
  'status',
  'origin',
  'owner',
  'isActive',
  'groups',
  'notes',
  'optedOutAt',
  'createdAt',
  'lastActivityAt',
] as const;
export type ExportFact = (typeof EXPORT_FACTS)[number];

/** `field:7` is the answer to the custom field 7. */
export type ExportColumnKey = ExportFact | `field:${number}`;

/** A column that can be chosen, with its title in the file. */
export type ExportColumn = { key: ExportColumnKey; title: string };

/** Titles that an import maps back by itself (`targetOfHeader`), and that no custom field may have (`isBuiltInName`). */
const TITLES: Record<Locale, Record<ExportFact, string>> = {
  'pt-BR': {
    id: 'ID',
    firstName: 'Primeiro nome',
    lastName: 'Sobrenome',
    phone: 'Telefone',
    otherPhones: 'Outros telefones',
    email: 'E-mail',
    otherEmails: 'Outros e-mails',
    company: 'Empresa',
    website: 'Site',
    type: 'Tipo',
    status: 'Status',
    origin: 'Fonte',
    owner: 'Atribuído',
    isActive: 'Ativo',
    groups: 'Grupos',
    notes: 'Anotações',
    optedOutAt: 'Sem mensagens desde',
    createdAt: 'Criado em',
    lastActivityAt: 'Última atividade',
  },
  en: {
    id: 'ID',
    firstName: 'First name',
    lastName: 'Last name',
    phone: 'Phone',
    otherPhones: 'Other phones',
    email: 'E-mail',
    otherEmails: 'Other e-mails',
    company: 'Company',
    website: 'Website',
    type: 'Type',
    status: 'Status',
    origin: 'Source',
    owner: 'Assigned',
    isActive: 'Active',
    groups: 'Groups',
    notes: 'Notes',
    optedOutAt: 'No messages since',
    createdAt: 'Created',
    lastActivityAt: 'Last activity',
  },
  es: {
    id: 'ID',
    firstName: 'Primer nombre',
    lastName: 'Apellido',
    phone: 'Teléfono',
    otherPhones: 'Otros teléfonos',
    email: 'Correo',
    otherEmails: 'Otros correos',
    company: 'Empresa',
    website: 'Sitio web',
    type: 'Tipo',
    status: 'Estado',
    origin: 'Fuente',
    owner: 'Asignado',
    isActive: 'Activo',
    groups: 'Grupos',
    notes: 'Notas',
    optedOutAt: 'Sin mensajes desde',
    createdAt: 'Creado',
    lastActivityAt: 'Última actividad',
  },
};

/** Everything that can be chosen, in the order of the file: what all contacts have, then the custom fields. Pure. */
export function exportColumns(locale: Locale, fields: readonly Pick<Field, 'id' | 'name'>[]): ExportColumn[] {
  const facts = EXPORT_FACTS.map((key) => ({ key, title: TITLES[locale][key] }));
  return [...facts, ...fields.map(({ id, name }) => ({ key: `field:${id}` as const, title: name }))];
}

/**
 * The chosen ones of all, in the order of the file. Further phones and e-mails bring the main one along: alone, the first of them would be taken
 * for it. Pure.
 */
export function chosenColumns(all: readonly ExportColumn[], keys: readonly string[]): ExportColumn[] {
  const isChosen = ({ key }: ExportColumn) =>
    keys.includes(key) ||
    (key === 'phone' && keys.includes('otherPhones')) ||
    (key === 'email' && keys.includes('otherEmails'));
  return all.filter(isChosen);
}
