import { z } from 'zod';
import { authorize } from '../authorize.ts';
import type { QueryParams } from '../contacts/filter.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import type { PastPage } from './card-types.ts';
import { readNextCards } from './cards.ts';
import { filterOfPast } from './internal.ts';
import { instantOf } from './moment-rules.ts';
import { parsePastQuery } from './query.ts';

const input = z.object({ status: id, cursor: z.string({ error: 'invalid' }).max(1024, 'invalid') });

/** The next cards of one column of a past board: `status`, `cursor`, and the board's own address. @throws `invalid` (at, status, cursor); `forbidden`. */
export async function readPastColumn(ctx: Ctx, params: QueryParams, now = new Date()): Promise<PastPage> {
  authorize(ctx, 'contact.read');
  const { status: statusId, cursor } = parseInput(input, { status: params.status, cursor: params.cursor });
  const query = parsePastQuery(params);
  if (!query.at) throw invalidField('at', 'invalid');
  const at = instantOf(query.at, ctx.workspace.timeZone, now);
  return readNextCards(ctx, { at, filter: filterOfPast(ctx, query) }, { statusId, cursor }, now);
}
