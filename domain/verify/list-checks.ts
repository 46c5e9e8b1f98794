import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** Custom fields and groups: what the keys of their tables leave open. */
export const LIST_CHECKS: Check[] = [
  {
    name: 'answer_of_other_kind',
    says: 'an answer is of another kind than its field, or is none or several at once',
    query: sql`
      select concat_ws('/', v.workspace_id, v.field_id, v.contact_id) as what from field_values v
      join fields f on f.workspace_id = v.workspace_id and f.id = v.field_id
      where num_nonnulls(v.text, v.number, v.date, v.choice_id, v.yes_no) <> 1
        or case f.kind when 'text' then v.text is null when 'number' then v.number is null when 'date' then v.date is null
          when 'choice' then v.choice_id is null else v.yes_no is null end`,
  },
  {
    name: 'answer_astray',
    says: "an answer's field, choice or contact is not of its workspace, or its choice is another field's",
    query: sql`
      select concat_ws('/', v.workspace_id, v.field_id, v.contact_id) as what from field_values v
      left join fields f on f.workspace_id = v.workspace_id and f.id = v.field_id
      left join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
      left join field_choices o
        on o.workspace_id = v.workspace_id and o.field_id = v.field_id and o.id = v.choice_id
      where f.id is null or c.id is null or (v.choice_id is not null and o.id is null)`,
  },
  {
    name: 'choices_without_choice',
    says: 'a field offers choices that it cannot have, or needs some and has none',
    query: sql`
      select concat_ws('/', f.workspace_id, f.id) as what from fields f
      where (f.kind = 'choice') <> exists (
        select from field_choices c where c.workspace_id = f.workspace_id and c.field_id = f.id)`,
  },
  {
    name: 'group_member_astray',
    says: 'somebody is in a group that is not there, or not there themselves',
    query: sql`
      select concat_ws('/', m.workspace_id, m.group_id, m.contact_id) as what from group_members m
      left join groups g on g.workspace_id = m.workspace_id and g.id = m.group_id
      left join contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id
      where g.id is null or c.id is null`,
  },
];
