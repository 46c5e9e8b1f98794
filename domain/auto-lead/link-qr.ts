import { and, eq } from 'drizzle-orm';
import { trackedLinks } from '#db/schema/auto-lead.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { qrPng, qrSvg } from '#lib/qr.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { linkAddress } from './code-rules.ts';
import { qrInput } from './input.ts';

export type LinkQr = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array | string> };

/** The QR code of a tracked link as a file to print. @throws `invalid` (format, id), `not_found`, `forbidden`. */
export async function linkQr(ctx: Ctx, input: unknown): Promise<LinkQr> {
  authorize(ctx, 'link.read');
  const { id, format } = parseInput(qrInput, input);
  const [link] = await ctx.db
    .select({
      code: trackedLinks.code,
      greeting: trackedLinks.greeting,
      phone: whatsappNumbers.displayPhone,
    })
    .from(trackedLinks)
    .innerJoin(
      whatsappNumbers,
      and(
        eq(whatsappNumbers.workspaceId, trackedLinks.workspaceId),
        eq(whatsappNumbers.id, trackedLinks.numberId),
      ),
    )
    .where(and(eq(trackedLinks.workspaceId, ctx.workspace.id), eq(trackedLinks.id, id)));
  if (!link) throw notFound();
  const address = linkAddress(link);
  return {
    fileName: `qr-${link.code}.${format}`,
    contentType: format === 'svg' ? 'image/svg+xml' : 'image/png',
    body: once(format === 'svg' ? qrSvg(address) : qrPng(address)),
  };
}

async function* once(content: Uint8Array | string) {
  yield content;
}
