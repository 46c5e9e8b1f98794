import { nameKey } from '#lib/text.ts';
import { targetOfHeader } from './header-words.ts';
import {
  type ColumnTarget,
  type FileColumn,
  fieldIdOf,
  type ImportField,
  type ImportPlan,
  REPEATABLE_TARGETS,
} from './types.ts';

type Guessed = Pick<FileColumn, 'header' | 'looks'>;

/** Targets that make no sense for a column of another look: a header that says "Contato" may stand above phones. */
const CONTRADICTED: Partial<Record<ColumnTarget, readonly FileColumn['looks'][]>> = {
  name: ['phone', 'email', 'number', 'date', 'website'],
  firstName: ['phone', 'email', 'number', 'date', 'website'],
  phone: ['email', 'website', 'date', 'yes_no'],
  email: ['phone', 'website', 'date', 'number', 'yes_no'],
  company: ['phone', 'email'],
  website: ['phone', 'email', 'date', 'number'],
  id: ['text', 'email', 'phone', 'date', 'website'],
  status: ['phone', 'email', 'date'],
  origin: ['phone', 'email', 'date'],
};

/**
 * What each column of a file becomes, guessed from its header (in three languages, custom fields by their name) and, where that says nothing,
 * from what stands beneath. No target that can be had once is given twice. Pure.
 */
export function guessColumns(columns: readonly Guessed[], fields: readonly ImportField[]): ColumnTarget[] {
  const taken = new Set<ColumnTarget>();
  const claim = (target: ColumnTarget | null): ColumnTarget | null => {
    if (target === null || (taken.has(target) && !REPEATABLE_TARGETS.includes(target))) return null;
    taken.add(target);
    return target;
  };
  const fieldsByKey = new Map(fields.map(({ id, name }) => [nameKey(name), `field:${id}` as const]));
  const byHeader = columns.map((column) => {
    const target = fieldsByKey.get(nameKey(column.header)) ?? targetOfHeader(column.header);
    return target && !CONTRADICTED[target]?.includes(column.looks) ? claim(target) : null;
  });
  const guessed = byHeader.map((target, index) => target ?? claim(byLook(columns[index], taken)) ?? 'skip');
  return splitNames(guessed);
}

function byLook(column: Guessed | undefined, taken: ReadonlySet<ColumnTarget>): ColumnTarget | null {
  if (column?.looks === 'email' && !taken.has('email')) return 'email';
  if (column?.looks === 'phone' && !taken.has('phone')) return 'phone';
  return null;
}

/** Beside a column of last names, one that is headed only "Nome" holds first names. */
function splitNames(targets: ColumnTarget[]): ColumnTarget[] {
  const isSplit = targets.includes('lastName') && !targets.includes('firstName');
  return isSplit ? targets.map((target) => (target === 'name' ? 'firstName' : target)) : targets;
}

/** How well a saved mapping fits a file, 0 to 1: the share of the mapping's used headers that the file has. Pure. */
export function fitOf(
  mapping: readonly { header: string; target: ColumnTarget }[],
  headers: string[],
): number {
  const used = mapping.filter(({ target }) => target !== 'skip');
  if (used.length === 0) return 0;
  const present = new Set(headers.map(nameKey));
  return used.filter(({ header }) => present.has(nameKey(header))).length / used.length;
}

/** A saved mapping laid over a file: by header, the second of the same name by the second; what it does not know is skipped. Pure. */
export function applyMapping(
  mapping: readonly { header: string; target: ColumnTarget }[],
  headers: readonly string[],
): ColumnTarget[] {
  const rest = [...mapping];
  return headers.map((header) => {
    const at = rest.findIndex((one) => nameKey(one.header) === nameKey(header));
    return at < 0 ? 'skip' : (rest.splice(at, 1)[0]?.target ?? 'skip');
  });
}

/** The plan that a file starts with: guessed columns, careful choices. Pure. */
export function firstPlan(columns: ColumnTarget[]): ImportPlan {
  const has = (target: ColumnTarget) => columns.includes(target);
  const matchBy = (['id', 'phone', 'email'] as const).filter(has);
  return {
    columns,
    matchBy,
    mode: 'both',
    onUpdate: 'fill',
    statusId: null,
    originId: null,
    ownerIds: [],
    type: 'lead',
    groupIds: [],
    runsAutomations: false,
    answers: {},
  };
}

/** Why columns cannot be mapped like this, or null: a target twice, no phone, e-mail or id, or a field that is gone. Pure. */
export function whyNotMap(
  columns: readonly ColumnTarget[],
  fieldIds: readonly number[],
  mode: ImportPlan['mode'],
): { code: 'target_twice' | 'identity_needed' | 'name_needed' | 'gone'; column: number | null } | null {
  for (const [index, target] of columns.entries()) {
    const isTwice = columns.indexOf(target) < index && !REPEATABLE_TARGETS.includes(target);
    if (isTwice) return { code: 'target_twice', column: index + 1 };
    const fieldId = fieldIdOf(target);
    if (fieldId !== null && !fieldIds.includes(fieldId)) return { code: 'gone', column: index + 1 };
  }
  const hasAny = (...wanted: ColumnTarget[]) => wanted.some((target) => columns.includes(target));
  if (!hasAny('phone', 'email', 'id')) return { code: 'identity_needed', column: null };
  if (mode !== 'update' && !hasAny('name', 'firstName')) return { code: 'name_needed', column: null };
  return null;
}
