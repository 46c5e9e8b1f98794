import { z } from 'zod';
import { id } from '../input.ts';

const IDS_MAX = 100;

/** Which notifications have been read; `upToId`: all up to that one, the last that the person saw. */
export const readInput = z.union(
  [z.object({ ids: z.array(id).min(1).max(IDS_MAX) }), z.object({ upToId: id })],
  { error: 'invalid' },
);
