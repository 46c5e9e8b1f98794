import { localDay } from '#lib/dates.ts';
import { foldForSearch } from '#lib/text.ts';
import type { Check, FieldTest } from './check.ts';
import { customFieldId, shapeOf } from './condition-rules.ts';
import type { Condition } from './filter-tree.ts';
import { daysOf } from './period-rules.ts';
import type { Known } from './reference-rules.ts';

const NOTHING: Check = { kind: 'nothing' };
const SIGNS = { eq: '=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;
/** Operators that say the contrary of another: who has not answered is among them. */
const CONTRARY = {
  ne: 'eq',
  differs: 'equals',
  lacks: 'contains',
  none_of: 'any_of',
  empty: 'filled',
} as const;

/** The check of a condition on a custom field; of a field that is gone, or of another kind by now, nothing. */
export function fieldCheck(condition: Condition, known: Known): Check {
  const id = customFieldId(condition.field);
  const field = known.fields.find((one) => one.id === id);
  if (!field || shapeOf(condition.field, condition.operator, field.kind) === null) return NOTHING;
  const { operator } = condition;
  const isContrary = Object.hasOwn(CONTRARY, operator);
  const asked = isContrary ? CONTRARY[operator as keyof typeof CONTRARY] : operator;
  const test = testOf({ ...condition, operator: asked }, known);
  if (!test) return NOTHING;
  const check: Check = { kind: 'field', id: field.id, test };
  return isContrary ? { kind: 'not', check } : check;
}

function testOf({ operator, values }: Condition, known: Known): FieldTest | null {
  const [first = '', second = ''] = values;
  switch (operator) {
    case 'filled':
      return { kind: 'filled' };
    case 'equals':
    case 'contains':
    case 'starts':
      return { kind: 'text', mode: operator, text: foldForSearch(first) };
    case 'eq':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return { kind: 'number', sign: SIGNS[operator], number: Number(first) };
    case 'range':
      return { kind: 'range', from: Number(first), to: Number(second) };
    case 'any_of': {
      const ids = values.flatMap((value) => known.ids('choice', value));
      return ids.length > 0 ? { kind: 'choice', ids } : null;
    }
    case 'yes':
    case 'no':
      return { kind: 'yesNo', is: operator === 'yes' };
    default: {
      const days = daysOf(operator, values, localDay(known.now, known.timeZone));
      return days && { kind: 'date', ...days };
    }
  }
}
