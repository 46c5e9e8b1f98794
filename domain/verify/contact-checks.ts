import { sql } from 'drizzle-orm';
import { ONE_SPELLING } from '../contacts/one-spelling.ts';
import type { Check } from './check.ts';

/** Contacts, what they are recognised by, and how many there are. */
export const CONTACT_CHECKS: Check[] = [
  {
    name: 'tally_differs',
    says: 'a tally is not the number of contacts it stands for',
    query: sql`
      select concat_ws('/', workspace_id, status_id, origin_id, owner_id, type, is_active) as what
      from (
        select workspace_id, status_id, origin_id, coalesce(owner_id, 0) as owner_id, type, is_active, count(*) as total
        from contacts group by 1, 2, 3, 4, 5, 6
      ) as counted
      full join (select * from contact_tallies where total <> 0) as kept
        using (workspace_id, status_id, origin_id, owner_id, type, is_active)
      where counted.total is distinct from kept.total`,
  },
  {
    name: 'phone_without_identity',
    says: 'a contact cannot be found by its own phone',
    query: sql`
      select c.id as what from contacts c
      where c.phone is not null and not exists (
        select from contact_identities i
        where i.workspace_id = c.workspace_id and i.kind = 'phone' and i.value = c.phone and i.contact_id = c.id)`,
  },
  {
    name: 'email_without_identity',
    says: 'a contact cannot be found by its own e-mail',
    query: sql`
      select c.id as what from contacts c
      where c.email is not null and not exists (
        select from contact_identities i
        where i.workspace_id = c.workspace_id and i.kind = 'email' and i.value = lower(c.email) and i.contact_id = c.id)`,
  },
  {
    name: 'contact_without_identity',
    says: 'a contact can be recognised by nothing at all',
    query: sql`
      select c.id as what from contacts c
      where not exists (
        select from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id)`,
  },
  {
    name: 'identity_without_contact',
    says: 'a phone or e-mail leads to a contact that is not there',
    query: sql`
      select concat_ws('/', i.workspace_id, i.contact_id) as what from contact_identities i
      where not exists (
        select from contacts c where c.workspace_id = i.workspace_id and c.id = i.contact_id)`,
  },
  {
    name: 'phone_shared',
    says: 'two contacts have the same phone in two spellings',
    query: sql`
      select concat_ws(',', variadic array_agg(distinct contact_id)) as what
      from contact_identities where kind = 'phone'
      group by workspace_id, ${ONE_SPELLING}
      having min(contact_id) <> max(contact_id)`,
  },
  {
    name: 'deleted_and_alive',
    says: 'a contact is in the list and in the trash at once',
    query: sql`
      select t.contact_id as what from contact_trash t
      join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id`,
  },
  {
    name: 'merged_and_alive',
    says: 'a contact was merged into another and is in the list at once',
    query: sql`
      select m.from_id as what from contact_merges m
      join contacts c on c.workspace_id = m.workspace_id and c.id = m.from_id
      where m.split_at is null`,
  },
  {
    name: 'merged_twice',
    says: 'a contact was merged into two others',
    query: sql`
      select concat_ws('/', workspace_id, from_id) as what from contact_merges
      where split_at is null group by workspace_id, from_id having count(*) > 1`,
  },
  {
    name: 'contact_in_retired_status',
    says: 'a contact stands in a deleted status',
    query: sql`
      select c.id as what from contacts c
      join statuses s on s.workspace_id = c.workspace_id and s.id = c.status_id
      where s.retired_at is not null`,
  },
  {
    name: 'contact_of_merged_origin',
    says: 'a contact came from an origin that was merged into another',
    query: sql`
      select c.id as what from contacts c
      join origins o on o.workspace_id = c.workspace_id and o.id = c.origin_id
      where o.merged_into_id is not null`,
  },
  {
    name: 'contact_across_workspaces',
    says: "a contact's status, origin or owner is not of its workspace",
    query: sql`
      select c.id as what from contacts c
      left join statuses s on s.workspace_id = c.workspace_id and s.id = c.status_id
      left join origins o on o.workspace_id = c.workspace_id and o.id = c.origin_id
      left join memberships m on m.workspace_id = c.workspace_id and m.user_id = c.owner_id
      where s.id is null or o.id is null or (c.owner_id is not null and m.user_id is null)`,
  },
];
