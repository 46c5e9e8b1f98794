import type { ValueShape } from '#domain/contacts/condition-rules.ts';
import { instantOfLocal } from '#lib/dates.ts';

const PAST_SHAPES = ['id', 'stay', 'move', 'moves', 'stand', 'campaign'] as const;
type PastShape = (typeof PAST_SHAPES)[number];

/** Whether each value of such a condition has a place and a meaning of its own. */
export function isPastShape(shape: ValueShape | null): shape is PastShape {
  return PAST_SHAPES.some((one) => one === shape);
}

/** The empty boxes of a condition: one for each value. */
export function emptyPast(shape: PastShape): string[] {
  const boxes = { id: 1, stay: 3, move: 4, moves: 3, stand: 2, campaign: 4 };
  return Array.from({ length: boxes[shape] }, () => '');
}

/** A minute as addresses spell it (UTC), as a box for a date and a time shows it on the workspace's clocks. */
export function toLocalMinute(minute: string, timeZone: string): string {
  if (minute === '') return '';
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(minute)).replace(' ', 'T');
}

/** The same the other way; empty for what is no minute yet. */
export function fromLocalMinute(typed: string, timeZone: string): string {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(typed) ?? [];
  return day === '' ? '' : `${instantOfLocal(day, time, timeZone).toISOString().slice(0, 16)}Z`;
}
