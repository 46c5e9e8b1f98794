import type { WRITTEN } from './decide-sql.ts';

/** How events, outcomes and screens call the facts that are columns. */
export const FACT_NAMES: Record<(typeof WRITTEN)[number], string> = {
  first_name: 'firstName',
  last_name: 'lastName',
  type: 'type',
  phone: 'phone',
  email: 'email',
  company: 'company',
  website: 'website',
  notes: 'notes',
  is_active: 'isActive',
  status_id: 'statusId',
  origin_id: 'originId',
  owner_id: 'ownerId',
};
