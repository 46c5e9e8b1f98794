import { createHash } from 'node:crypto';
import type { Ctx } from '../ctx.ts';
import type { Run } from './take-run.ts';
import { readVariables } from './variables.ts';
import { fillText, type VariableValues } from './variables-rules.ts';
import { placeOf } from './write-trail.ts';

/** What doing one step of a run needs: a ctx with an open transaction, in which the run is locked. */
export type Work = { tx: Ctx; run: Run; now: Date };

/** A function that fills in the texts of a step. */
export async function filler({ tx, run }: Work, texts: readonly string[]): Promise<(text: string) => string> {
  const isNeeded = texts.some((text) => text.includes('{{'));
  const values: VariableValues = isNeeded ? await readVariables(tx, run.contactId, run.eventId) : {};
  return (text) => fillText(text, values);
}

/**
 * The one id under which a step asks for something outside: the same however often the step is begun, another one when a person has it done again. `what`
 * tells several of one step apart.
 */
export function requestIdOf({ tx, run }: Work, what = ''): string {
  const named = `${tx.workspace.id}/${run.id}/${placeOf(run)}/${what}`;
  const hex = createHash('sha256').update(`chat-bot run ${named}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
