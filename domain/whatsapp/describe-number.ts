import { z } from 'zod';
import type { Access } from './access.ts';
import { callGraph, type GraphAnswer } from './graph.ts';

const FIELDS = 'display_phone_number,verified_name,quality_rating';
const described = z.object({
  display_phone_number: z.string().max(60),
  verified_name: z.string().max(200).catch(''),
  quality_rating: z.string().max(30).nullable().catch(null),
});

/** What Meta says of a number to whoever may read it. */
export type Described = z.output<typeof described>;

export type Description =
  | { kind: 'ok'; facts: Described }
  | { kind: 'unreadable' }
  | Exclude<GraphAnswer, { kind: 'ok' }>;

/** Asks Meta about a number with its own token. That it answers is what shows that the number is theirs. */
export async function describeNumber({ graph, token, phoneNumberId }: Access): Promise<Description> {
  const answer = await callGraph(graph, { token, path: `${phoneNumberId}?fields=${FIELDS}` });
  if (answer.kind !== 'ok') return answer;
  const facts = described.safeParse(answer.body);
  return facts.success ? { kind: 'ok', facts: facts.data } : { kind: 'unreadable' };
}
