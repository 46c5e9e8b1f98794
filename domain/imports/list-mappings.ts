import { asc, eq } from 'drizzle-orm';
import { importMappings } from '#db/schema/imports.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { applyMapping, fitOf } from './guess-rules.ts';
import { importInput } from './input.ts';
import { readImport } from './internal.ts';
import { storedFile } from './stored.ts';
import type { ColumnTarget, ImportPlan } from './types.ts';

/** The choices of a plan that are kept with a mapping. */
type MappingChoices = Omit<ImportPlan, 'columns' | 'answers'>;

/** A saved mapping beside a file: `columns` is it laid over the file's columns, `fit` (0 to 1) how many of its headers the file has. */
export type FittedMapping = {
  id: number;
  name: string;
  fit: number;
  columns: ColumnTarget[];
  choices: MappingChoices;
};

type Stored = { columns: { header: string; target: ColumnTarget }[]; choices: MappingChoices };

/** The saved mappings for the file of an import (`{ id }`), the best fitting first. @throws `not_found`; `forbidden`. */
export async function listMappings(ctx: Ctx, input: unknown): Promise<FittedMapping[]> {
  authorize(ctx, 'import.read');
  const { id } = parseInput(importInput, input);
  const headers = (storedFile((await readImport(ctx, id)).file)?.columns ?? []).map(({ header }) => header);
  const rows = await ctx.db
    .select({ id: importMappings.id, name: importMappings.name, mapping: importMappings.mapping })
    .from(importMappings)
    .where(eq(importMappings.workspaceId, ctx.workspace.id))
    .orderBy(asc(importMappings.nameKey));
  const fitted = rows.map(({ mapping, ...one }) => {
    const { columns, choices } = mapping as Stored;
    return { ...one, fit: fitOf(columns, headers), columns: applyMapping(columns, headers), choices };
  });
  return fitted.toSorted((a, b) => b.fit - a.fit);
}
