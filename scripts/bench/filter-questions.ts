/** What the questions are about: ids of the seeded workspace. */
export type Facts = {
  statusIds: number[];
  originIds: number[];
  city: number;
  score: number;
  groupIds: number[];
};
/** A filter of three conditions, as an address spells it and as bare SQL asks it. */
export type Question = { filter: string; sql: string };

const ask = (filter: string, sql: string): Question => ({ filter, sql });

/** Twenty filters: rare, common and correlated ones, over the contact itself and over what other tables know of it. */
export function questions(facts: Facts): Question[] {
  return [...ownQuestions(facts), ...answerQuestions(facts)];
}

function ownQuestions({ statusIds, originIds }: Facts): Question[] {
  const [first = 0, second = 0, , fourth = 0] = statusIds;
  const [, , origin = 0, rareOrigin = 0] = originIds;
  return [
    ask(
      `all(status.is:${first},${second};created.last:30d;origin.is:${origin})`,
      `status_id in (${first}, ${second}) and created_at >= current_date - 30 and origin_id = ${origin}`,
    ),
    ask(
      `all(status.is:${first};created.last:30d;any(origin.is:${origin};owner.is:none))`,
      `status_id = ${first} and created_at >= current_date - 30 and (origin_id = ${origin} or owner_id is null)`,
    ),
    ask(
      `all(status.is:${fourth};origin.is:${rareOrigin};owner.is:none)`,
      `status_id = ${fourth} and origin_id = ${rareOrigin} and owner_id is null`,
    ),
    ask(
      `all(created.older:20m;status.is:${first};active.no)`,
      `status_id = ${first} and not is_active and created_at < current_date - interval '20 months'`,
    ),
    ask(
      `all(company.contains:padaria;email.empty;active.yes)`,
      `is_active and email is null and search like '%padaria%' and lower(f_unaccent(company)) like '%padaria%'`,
    ),
    ask(
      `all(message.empty;optout.no;status.is:${fourth})`,
      `last_message_at is null and opted_out_at is null and status_id = ${fourth}`,
    ),
    ask(
      `all(origin.is:${origin};activity.last:7d;type.is:lead)`,
      `origin_id = ${origin} and type = 'lead' and last_activity_at >= current_date - 7`,
    ),
    ask(
      `all(status.is:${second};type.is:customer;created.this_month)`,
      `status_id = ${second} and type = 'customer' and created_at >= date_trunc('month', now())`,
    ),
    ask(
      `all(name.contains:vascon;status.is:${first};active.yes)`,
      `status_id = ${first} and is_active and search like '%vascon%'`,
    ),
    ask(
      `all(phone.empty;status.is:${first};owner.is:none)`,
      `status_id = ${first} and owner_id is null and phone is null`,
    ),
    ask(
      `all(created.last:12m;owner.is:none;type.is:lead)`,
      `type = 'lead' and owner_id is null and created_at >= current_date - interval '12 months'`,
    ),
    ask(
      `all(email.filled;active.yes;status.kind:won)`,
      `is_active and email is not null and status_id in (select id from statuses where kind = 'won')`,
    ),
  ];
}

function answerQuestions({ statusIds, groupIds, city, score }: Facts): Question[] {
  const [first = 0, second = 0, third = 0] = statusIds;
  const [big = 0, medium = 0, small = 0, tiny = 0] = groupIds;
  const answer = (condition: string) =>
    `exists (select from field_values x where x.workspace_id = c.workspace_id and x.contact_id = c.id and ${condition})`;
  const member = (id: number) =>
    `exists (select from group_members m where m.workspace_id = c.workspace_id and m.contact_id = c.id and m.group_id = ${id})`;
  const recife = answer(`x.field_id = ${city} and left(lower(f_unaccent(x.text)), 60) = 'recife'`);
  return [
    ask(
      `all(f${city}.equals:Recife;f${score}.range:10,11;active.yes)`,
      `is_active and ${recife} and ${answer(`x.field_id = ${score} and x.number between 10 and 11`)}`,
    ),
    ask(
      `all(f${city}.equals:Recife;status.is:${second};f${score}.gt:9000)`,
      `status_id = ${second} and ${recife} and ${answer(`x.field_id = ${score} and x.number > 9000`)}`,
    ),
    ask(
      `all(group.any_of:${tiny};status.is:${third};active.yes)`,
      `status_id = ${third} and is_active and ${member(tiny)}`,
    ),
    ask(
      `all(group.any_of:${medium};group.none_of:${big};optout.no)`,
      `opted_out_at is null and ${member(medium)} and not ${member(big)}`,
    ),
    ask(
      `all(group.any_of:${big};status.is:${third};created.last:6m)`,
      `status_id = ${third} and created_at >= current_date - interval '6 months' and ${member(big)}`,
    ),
    ask(
      `all(any(group.any_of:${small};f${score}.eq:77.7);status.is:${first};active.yes)`,
      `status_id = ${first} and is_active and (${member(small)} or ${answer(`x.field_id = ${score} and x.number = 77.7`)})`,
    ),
    ask(
      `all(status.is:${third};email.filled;group.any_of:${small})`,
      `status_id = ${third} and email is not null and ${member(small)}`,
    ),
    ask(
      `all(status.is:${third};email.empty;group.any_of:${medium})`,
      `status_id = ${third} and email is null and ${member(medium)}`,
    ),
    ask(
      `all(group.any_of:${small};active.yes;type.is:lead)`,
      `is_active and type = 'lead' and ${member(small)}`,
    ),
  ];
}
