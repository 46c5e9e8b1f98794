import { localDay, startOfLocalDay } from '#lib/dates.ts';
import { foldForSearch } from '#lib/text.ts';
import type { Check, InstantColumn, TextColumn, TextMode } from './check.ts';
import { fieldCheck } from './field-check-rules.ts';
import { type Condition, type FilterTree, isCondition, isGroup } from './filter-tree.ts';
import { historyCheck, touchCheck } from './history-check-rules.ts';
import { daysOf, nextDay } from './period-rules.ts';
import type { Known } from './reference-rules.ts';

const NOTHING: Check = { kind: 'nothing' };

/** The checks of a whole tree; what nobody understands, or what refers to something gone, matches nothing. */
export function checkTree(tree: FilterTree, known: Known): Check {
  const checks = tree.parts.map((part) => {
    if (isGroup(part)) return checkTree(part, known);
    return isCondition(part) ? checkCondition(part, known) : NOTHING;
  });
  return { kind: tree.join, checks };
}

function checkCondition(condition: Condition, known: Known): Check {
  const { field, operator } = condition;
  switch (field) {
    case 'name':
    case 'phone':
    case 'email':
    case 'company':
    case 'website':
    case 'notes':
      return textCheck(field, condition);
    case 'type':
      return { kind: 'type', types: condition.values.map((one) => (one === 'customer' ? one : 'lead')) };
    case 'active':
      return yesOrNo(operator, { kind: 'active' });
    case 'status':
    case 'origin':
    case 'owner':
      return referenceCheck(field, condition, known);
    case 'optout':
      return yesOrNo(operator, { kind: 'optedOut' });
    case 'group':
      return groupCheck(condition, known);
    case 'consent':
      return consentCheck(condition);
    case 'import':
      return importCheck(condition);
    case 'touch':
      return touchCheck(condition, known);
    case 'history':
      return historyCheck(condition, known);
    case 'created':
    case 'updated':
    case 'activity':
    case 'since':
    case 'message':
      return instantCheck(INSTANTS[field], condition, known);
    default:
      return fieldCheck(condition, known);
  }
}

const INSTANTS = {
  created: 'createdAt',
  updated: 'updatedAt',
  activity: 'lastActivityAt',
  since: 'statusSince',
  message: 'lastMessageAt',
} as const;

function yesOrNo(operator: string, check: Check): Check {
  return operator === 'yes' ? check : not(check);
}

function not(check: Check): Check {
  return { kind: 'not', check };
}

function textCheck(column: TextColumn, { operator, values }: Condition): Check {
  const text = foldForSearch(values[0] ?? '');
  const about = (mode: TextMode, searched = text): Check => ({ kind: 'text', column, mode, text: searched });
  switch (operator) {
    case 'equals':
    case 'contains':
    case 'starts':
      return about(operator);
    case 'differs':
      return not(about('equals'));
    case 'lacks':
      return not(about('contains'));
    case 'domain':
      return about('ends', `@${text.replace(/^.*@/, '')}`);
    case 'filled':
      return { kind: 'filled', column };
    default:
      return not({ kind: 'filled', column });
  }
}

/** Asked to be none of what is gone, nobody would be left out: then nobody is meant. */
function referenceCheck(
  field: 'status' | 'origin' | 'owner',
  { operator, values }: Condition,
  known: Known,
): Check {
  const column = `${field}Id` as const;
  const ids =
    operator === 'kind'
      ? known.statuses.filter(({ kind }) => values.includes(kind)).map(({ id }) => id)
      : values.flatMap((value) => known.ids(field, value));
  const checks: Check[] = ids.length > 0 ? [{ kind: 'in', column, ids }] : [];
  if (values.includes('none')) checks.push({ kind: 'unowned' });
  if (checks.length === 0) return operator === 'not' && values.includes('inactive') ? not(NOTHING) : NOTHING;
  const [only] = checks;
  const any: Check = checks.length === 1 && only ? only : { kind: 'any', checks };
  return operator === 'not' ? not(any) : any;
}

function groupCheck({ operator, values }: Condition, known: Known): Check {
  if (operator === 'filled') return { kind: 'group', ids: null };
  if (operator === 'empty') return not({ kind: 'group', ids: null });
  const ids = values.flatMap((value) => known.ids('group', value));
  if (ids.length === 0) return NOTHING;
  return operator === 'none_of' ? not({ kind: 'group', ids }) : { kind: 'group', ids };
}

function consentCheck({ operator, values: [purpose = ''] }: Condition): Check {
  return operator === 'missing' ? not({ kind: 'consent', purpose }) : { kind: 'consent', purpose };
}

function importCheck({ operator, values }: Condition): Check {
  return {
    kind: 'import',
    ids: values.map(Number),
    outcome: operator === 'updated_by' ? 'updated' : 'created',
  };
}

function instantCheck(column: InstantColumn, { operator, values }: Condition, known: Known): Check {
  const ever: Check = { kind: 'instant', column, from: null, to: null };
  if (operator === 'filled') return ever;
  if (operator === 'empty') return not(ever);
  const days = daysOf(operator, values, localDay(known.now, known.timeZone));
  if (!days) return NOTHING;
  const from = days.from && startOfLocalDay(days.from, known.timeZone);
  const to = days.to && startOfLocalDay(nextDay(days.to), known.timeZone);
  return { kind: 'instant', column, from: from || null, to: to || null };
}
