import type { LiveUpdate } from '../events.ts';

const SUBJECTS: readonly LiveUpdate['subject'][] = [
  'contacts',
  'status',
  'member',
  'auto_lead',
  'workspace',
  'import',
  'bulk',
];

/**
 * Whether a change that open windows are told of may mean that a lead who waits need not wait any more: a contact was won, lost, deleted or given to
 * somebody else, or has begun to wait; a status ends leads now; somebody came back or joined; the limit, the hours or their time zone are others.
 */
export function mayMakeRoom({ subject }: LiveUpdate): boolean {
  return SUBJECTS.includes(subject);
}
