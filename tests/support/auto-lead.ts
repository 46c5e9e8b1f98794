import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { type Arrival, readArrival } from '#domain/auto-lead/arrival.ts';
import { updateAutoLead } from '#domain/auto-lead/update.ts';
import type { Ctx } from '#domain/ctx.ts';

let made = 0;

/** A connected number of ours, without a token that would work. */
export async function makeNumber(ctx: Ctx, name = ''): Promise<number> {
  made += 1;
  const [number] = await ctx.db
    .insert(whatsappNumbers)
    .values({
      workspaceId: ctx.workspace.id,
      name,
      phoneNumberId: `${process.pid}${made}`,
      accountId: '1',
      displayPhone: `55114000${1000 + made}`,
      verifiedName: 'Empresa de teste',
      provenAt: new Date(),
      token: 'sealed',
    })
    .returning({ id: whatsappNumbers.id });
  if (!number) throw new Error('no number');
  return number.id;
}

/** The form of Auto Lead as it is before anybody has filled it in. */
export const FORM = {
  version: 1,
  isOn: false,
  statusId: null,
  originId: null,
  assignment: 'nobody',
  personId: null,
  memberIds: [] as number[],
  openLimit: null as number | null,
  workingHours: null as Record<string, [string, string][]> | null,
  reopening: 'lost',
  reopenStatusId: null,
  reactivates: true,
};

/** Saves the form with changes; returns its version. */
export async function setAutoLead(ctx: Ctx, changes: Partial<Record<keyof typeof FORM, unknown>>) {
  return (await updateAutoLead(ctx, { ...FORM, ...changes })).version;
}

/** What somebody wrote, to the number `numberId` of ours. */
export function arrivalOf(text: string, more: { numberId?: number; headline?: string } = {}): Arrival {
  const { numberId = 1, headline } = more;
  const referral = headline === undefined ? null : { headline, sourceId: '1200', sourceType: 'ad' };
  const arrival = readArrival({ numberId, text, referral });
  if (!arrival) throw new Error('no arrival');
  return arrival;
}
