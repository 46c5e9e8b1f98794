import { z } from 'zod';
import { TEMPLATE_CATEGORIES } from '#db/whatsapp-values.ts';
import type { Access } from './access.ts';
import { callGraph } from './graph.ts';
import { type CallFailure, callFailure } from './outcome.ts';

const FIELDS = 'name,language,status,category,components,parameter_format,quality_score';
const PAGE = 100;
/** An account has at most 6,000 templates with all their languages, says Meta; so many pages hold more. */
const PAGES_MAX = 100;

const template = z.object({
  name: z.string().min(1).max(512),
  language: z.string().min(1).max(20),
  status: z.string().max(50).catch('UNKNOWN'),
  category: z.enum(TEMPLATE_CATEGORIES).catch('UTILITY'),
  parameter_format: z
    .string()
    .catch('POSITIONAL')
    .transform((format): 'positional' | 'named' =>
      format.toUpperCase() === 'NAMED' ? 'named' : 'positional',
    ),
  components: z.array(z.unknown()).catch([]),
  quality_score: z
    .object({ score: z.string().max(20) })
    .nullable()
    .catch(null),
});
export type FetchedTemplate = z.output<typeof template>;

const page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({
      cursors: z
        .object({ after: z.string().max(2_000) })
        .nullable()
        .catch(null),
      next: z.string().nullable().catch(null),
    })
    .nullable()
    .catch(null),
});

/**
 * All templates of an account, page by page. Nothing rather than a part: a page that fails, or never ends, is a failure. An entry that cannot
 * be read is left out.
 */
export async function fetchTemplates({
  graph,
  token,
  accountId,
}: Access): Promise<FetchedTemplate[] | CallFailure> {
  const found = new Map<string, FetchedTemplate>();
  let after: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const query = new URLSearchParams({
      fields: FIELDS,
      limit: String(PAGE),
      ...(after !== null && { after }),
    });
    const answer = await callGraph(graph, { token, path: `${accountId}/message_templates?${query}` });
    if (answer.kind !== 'ok') return callFailure(answer);
    const read = page.safeParse(answer.body);
    if (!read.success) return { kind: 'unreadable' };
    for (const one of read.data.data) {
      const known = template.safeParse(one).data;
      if (known) found.set(`${known.name} ${known.language}`, known);
    }
    const { next, cursors } = read.data.paging ?? { next: null, cursors: null };
    if (next === null || cursors === null) return [...found.values()];
    after = cursors.after;
  }
  return { kind: 'unreadable' };
}
