import { asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { workspaces } from '#db/schema/workspaces.ts';

/** The connected numbers of all workspaces, for whoever runs the server. */
export function listConnectedNumbers(db: Db) {
  return db
    .select({
      workspaceId: whatsappNumbers.workspaceId,
      workspace: workspaces.name,
      phoneNumberId: whatsappNumbers.phoneNumberId,
      accountId: whatsappNumbers.accountId,
      displayPhone: whatsappNumbers.displayPhone,
      name: whatsappNumbers.name,
      state: whatsappNumbers.state,
      stopCode: whatsappNumbers.stopCode,
      lastWebhookAt: whatsappNumbers.lastWebhookAt,
    })
    .from(whatsappNumbers)
    .innerJoin(workspaces, eq(workspaces.id, whatsappNumbers.workspaceId))
    .where(isNull(whatsappNumbers.disconnectedAt))
    .orderBy(asc(whatsappNumbers.workspaceId), asc(whatsappNumbers.id));
}
