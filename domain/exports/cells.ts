import type { ContactType, Locale } from '#db/values.ts';
import { formatDecimal } from '#lib/decimal.ts';
import type { ColumnKind } from '#lib/table-file/columns.ts';
import type { Answers, Field, FieldValue } from '../fields/types.ts';
import { formatFieldValue } from '../fields/values.ts';
import type { ExportColumn, ExportFact } from './columns.ts';
import type { ExportFormat } from './input.ts';
import type { Names } from './names.ts';

/** A contact as the database gives it; only what the chosen columns need is there. Instants on the workspace's clock. */
export type ExportRow = {
  id: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  email: string | null;
  company: string;
  website: string;
  notes: string;
  type: ContactType;
  isActive: boolean;
  statusId: string;
  originId: string;
  ownerId: string | null;
  optedOutAt: string | null;
  createdAt: string;
  lastActivityAt: string;
};

/** What stands beside contacts, by their id: ids of groups, E.164 digits, addresses, answers. */
export type Belongings = {
  groups: ReadonlyMap<string, string[]>;
  phones: ReadonlyMap<string, string[]>;
  emails: ReadonlyMap<string, string[]>;
  answers: ReadonlyMap<number, Answers>;
};

/** How a file speaks: words in the reader's language, numbers as an import into the workspace reads them. */
export type Wording = { format: ExportFormat; locale: Locale; workspaceLocale: Locale; names: Names };

type Cell = (row: ExportRow, beside: Belongings) => string | null;

const WORDS: Record<Locale, Record<ContactType | 'yes' | 'no', string>> = {
  'pt-BR': { lead: 'Lead', customer: 'Cliente', yes: 'Sim', no: 'Não' },
  en: { lead: 'Lead', customer: 'Customer', yes: 'Yes', no: 'No' },
  es: { lead: 'Lead', customer: 'Cliente', yes: 'Sí', no: 'No' },
};
const BETWEEN = ', ';

const international = (digits: string) => `+${digits}`;

function factCells({ format, locale, names }: Wording): Record<ExportFact, Cell> {
  const words = WORDS[locale];
  const moment = (at: string | null) => (format === 'csv' ? (at?.replace('T', ' ') ?? null) : at);
  const listed = (list: string[] | undefined) => list?.join(BETWEEN) ?? null;
  return {
    id: ({ id }) => id,
    firstName: ({ firstName }) => firstName,
    lastName: ({ lastName }) => lastName,
    phone: ({ phone }) => phone && international(phone),
    otherPhones: ({ id }, { phones }) => listed(phones.get(id)?.map(international)),
    email: ({ email }) => email,
    otherEmails: ({ id }, { emails }) => listed(emails.get(id)),
    company: ({ company }) => company,
    website: ({ website }) => website,
    type: ({ type }) => words[type],
    status: ({ statusId }) => names.statuses.get(statusId) ?? null,
    origin: ({ originId }) => names.origins.get(originId) ?? null,
    owner: ({ ownerId }) => (ownerId && names.owners.get(ownerId)) ?? null,
    isActive: ({ isActive }) => (isActive ? words.yes : words.no),
    groups: ({ id }, { groups }) =>
      listed(
        groups
          .get(id)
          ?.map((group) => names.groups.get(group) ?? '')
          .filter(Boolean)
          .toSorted((a, b) => (a < b ? -1 : 1)),
      ),
    notes: ({ notes }) => notes,
    optedOutAt: ({ optedOutAt }) => moment(optedOutAt),
    createdAt: ({ createdAt }) => moment(createdAt),
    lastActivityAt: ({ lastActivityAt }) => moment(lastActivityAt),
  };
}

/** An answer in a form that an import reads back to the same: days as machines write them, which every language reads alike. */
function answerText(field: Field, value: FieldValue, wording: Wording): string | null {
  const { format, locale, workspaceLocale } = wording;
  switch (field.kind) {
    case 'date':
      return value === null ? null : String(value);
    case 'number':
      if (value === null) return null;
      return format === 'xlsx' ? String(value) : formatDecimal(Number(value), workspaceLocale, false);
    default:
      return formatFieldValue(field, value, locale);
  }
}

/** Makes the function that turns a contact into its line. Pure but for what it is given. */
export function lineMaker(columns: readonly ExportColumn[], fields: readonly Field[], wording: Wording) {
  const facts = factCells(wording);
  const cells = columns.map(({ key }): Cell => {
    const field = fields.find(({ id }) => key === `field:${id}`);
    if (!field) return facts[key as ExportFact];
    return ({ id }, { answers }) => answerText(field, answers.get(Number(id))?.[field.id] ?? null, wording);
  });
  return (row: ExportRow, beside: Belongings): (string | null)[] => cells.map((cell) => cell(row, beside));
}

const FACT_KINDS: Partial<Record<string, { kind?: ColumnKind; width?: number }>> = {
  id: { kind: 'number', width: 10 },
  email: { width: 30 },
  notes: { width: 50 },
  optedOutAt: { kind: 'datetime' },
  createdAt: { kind: 'datetime' },
  lastActivityAt: { kind: 'datetime' },
};

/** The columns as the writers of tables take them. Pure. */
export function tableColumns(columns: readonly ExportColumn[], fields: readonly Field[]) {
  return columns.map(({ key, title }) => {
    const field = fields.find(({ id }) => key === `field:${id}`);
    const kind = field?.kind === 'number' || field?.kind === 'date' ? field.kind : undefined;
    return { title, ...(kind && { kind }), ...FACT_KINDS[key] };
  });
}
