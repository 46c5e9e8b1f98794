import { randomUUID } from 'node:crypto';
import { imports } from '#db/schema/imports.ts';
import type { ImportState } from '#db/values.ts';
import { actorId, type Ctx } from '#domain/ctx.ts';
import { firstPlan } from '#domain/imports/guess-rules.ts';
import type { FileFacts, ImportPlan } from '#domain/imports/types.ts';

const { columns: _, answers: __, ...choices } = firstPlan(['name', 'phone']);

/** What a saved mapping is made of. */
export const MAPPING = {
  name: 'Planilha',
  columns: [
    { header: 'Nome', target: 'name' },
    { header: 'Telefone', target: 'phone' },
  ],
  choices,
};

const column = (header: string, looks: 'text' | 'phone') => ({
  header,
  looks,
  filled: 1,
  sample: [],
  values: null,
});

/** The facts of a file of names and phones with two sheets. */
const FILE: FileFacts = {
  kind: 'xlsx',
  encoding: null,
  delimiter: null,
  sheets: ['Clientes', 'Outros'],
  sheet: 'Clientes',
  columns: [column('Nome', 'text'), column('Telefone', 'phone')],
};

const AFTER: ImportState[] = ['done', 'cancelled', 'undone'];

/** An import in some state, as if a file of names and phones had come that far; without rows. */
export async function makeImport(
  ctx: Ctx,
  { state, plan = {} }: { state: ImportState; plan?: Partial<ImportPlan> },
): Promise<number> {
  const [made] = await ctx.db
    .insert(imports)
    .values({
      workspaceId: ctx.workspace.id,
      state,
      fileName: 'clientes.xlsx',
      fileBytes: 100,
      upload: '0123456789abcdef0123456789abcdef',
      changeId: randomUUID(),
      createdBy: actorId(ctx) ?? 0,
      ...(state !== 'uploading' && { file: FILE, plan: { ...firstPlan(['name', 'phone']), ...plan } }),
      ...(AFTER.includes(state) && { finishedAt: new Date() }),
    })
    .returning({ id: imports.id });
  if (!made) throw new Error('no import');
  return made.id;
}
