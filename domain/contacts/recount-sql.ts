/**
 * Works out again what conversations (`c.id in (${which})`) tell of their messages, in the workspace `$1`. Waiting are theirs that came after our last answer,
 * which automations do not give, are not dated before it, and not silenced: of one second, a message may have been written after our answer, and silence wins.
 */
export const recountSql = (which: string) => `
update conversations c
set last_inbound_at = told.last_in, last_outbound_at = told.last_out,
  last_message_at = coalesce(told.last_at, c.last_message_at), unread = told.unread,
  waiting_since = (
    select min(m.at) from messages m
    where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'in'
      and m.at >= coalesce(date_trunc('second', told.last_answer), '-infinity')
      and m.received_at > coalesce(told.last_answer, '-infinity')
      and m.at > coalesce(told.silent_at, '-infinity'))
from conversations own
cross join lateral (
  select max(m.at) filter (where m.direction = 'in') as last_in,
    max(m.at) filter (where m.direction = 'out' and m.state not in ('cancelled', 'failed')) as last_out,
    max(m.at) filter (
      where m.direction = 'out' and m.state not in ('cancelled', 'failed') and m.run_id is null) as last_answer,
    max(m.at) as last_at, max(m.at) filter (where m.is_silence) as silent_at,
    count(*) filter (where m.is_unread) as unread
  from messages m where m.workspace_id = own.workspace_id and m.conversation_id = own.id
) as told
where own.workspace_id = $1 and own.id in (${which}) and c.workspace_id = own.workspace_id and c.id = own.id`;
