import { z } from 'zod';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import type { Template } from '../whatsapp/templates.ts';

const numberInput = z.object({ numberId: id });

/** The templates that can be sent from a number now. @throws `invalid` (numberId); `forbidden`. */
export async function listTemplatesFor(ctx: Ctx, input: unknown): Promise<Template[]> {
  authorize(ctx, 'message.send');
  const { numberId } = parseInput(numberInput, input);
  return listSendableTemplates(ctx, numberId);
}
