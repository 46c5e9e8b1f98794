import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** Leads that create themselves: settings, rules, links and touches. */
export const AUTO_LEAD_CHECKS: Check[] = [
  {
    name: 'auto_lead_without_origin',
    says: 'leads create themselves, and there is no default origin, or a person who gets them all and is nobody',
    query: sql`
      select workspace_id as what from auto_leads
      where is_on and origin_id is null or assignment = 'person' and person_id is null`,
  },
  {
    name: 'auto_lead_status_gone',
    says: 'leads that create themselves, or are opened again, would go into a status that was retired',
    query: sql`
      select concat_ws('/', a.workspace_id, s.id) as what from auto_leads a
      join statuses s on s.workspace_id = a.workspace_id and s.id in (a.status_id, a.reopen_status_id)
      where s.retired_at is not null`,
  },
  {
    name: 'rule_without_origin',
    says: 'a rule gives no origin, or one of the two that bring their own stands there twice',
    query: sql`
      select concat_ws('/', workspace_id, id) as what from origin_rules
      where kind not in ('link', 'alias') and origin_id is null
      union all
      select concat_ws('/', workspace_id, kind) from origin_rules
      where kind in ('link', 'alias') group by workspace_id, kind having count(*) > 1`,
  },
  {
    name: 'origin_archived_in_use',
    says: 'new contacts would get an origin that was archived: by the default, a rule or a link that is in use',
    query: sql`
      with given as (
        select workspace_id, origin_id from auto_leads where origin_id is not null
        union select workspace_id, origin_id from origin_rules where origin_id is not null
        union select workspace_id, origin_id from tracked_links where archived_at is null
      )
      select concat_ws('/', o.workspace_id, o.id) as what from given g
      join origins o on o.workspace_id = g.workspace_id and o.id = g.origin_id
      where o.archived_at is not null and o.merged_into_id is null`,
  },
  {
    name: 'touch_superseded_astray',
    says: 'a touch takes the place of one that is not there, or of another contact, message or time',
    query: sql`
      select concat_ws('/', t.workspace_id, t.id) as what from touches t
      left join touches old on old.workspace_id = t.workspace_id and old.id = t.supersedes_id
      where t.supersedes_id is not null and (old.id is null or old.id >= t.id
        or (old.contact_id, old.at) <> (t.contact_id, t.at) or old.message_id is distinct from t.message_id)`,
  },
  {
    name: 'touch_of_no_link',
    says: 'a touch came by a tracked link, and it does not say which or there is none',
    query: sql`
      select concat_ws('/', t.workspace_id, t.id) as what from touches t
      left join tracked_links l on l.workspace_id = t.workspace_id and l.id = t.link_id
      where (t.kind = 'link' or t.link_id is not null) and l.id is null`,
  },
];
