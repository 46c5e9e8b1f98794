import postgres from 'postgres';

/** A number for bench and chaos, by bare SQL: connected to the first workspace, with Auto Lead on. Nothing can be sent from it. */
export const TEST_NUMBER = { phoneNumberId: '900100200300400', accountId: '900100200300401' };

/** Connects `TEST_NUMBER` in the database at `url`; its workspace's id. */
export async function connectTestNumber(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [number] = await sql<{ workspaceId: number }[]>`
      insert into whatsapp_numbers (workspace_id, phone_number_id, account_id, display_phone, token)
      select min(id), ${TEST_NUMBER.phoneNumberId}, ${TEST_NUMBER.accountId}, '551140028922', 'none' from workspaces
      returning workspace_id::int as "workspaceId"`;
    if (!number) throw new Error('there is no workspace');
    await sql`
      insert into auto_leads (workspace_id, is_on, origin_id, assignment)
      select ${number.workspaceId}, true, min(id), 'nobody' from origins
      where workspace_id = ${number.workspaceId} and archived_at is null and merged_into_id is null
      on conflict (workspace_id) do update set is_on = true, origin_id = excluded.origin_id, assignment = 'nobody'`;
    return number.workspaceId;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
