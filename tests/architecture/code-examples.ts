import type { Example } from './example.ts';

const WRITER = `
  import { statuses } from '#db/schema/statuses.ts';
  import { authorize } from '../authorize.ts';
  import { recordWorkspaceEvent } from '../events.ts';
  import { parseInput } from '../input.ts';
`;
const DOMAIN = {
  'domain/authorize.ts': 'export function authorize() {}',
  'domain/events.ts': `import { workspaceEvents } from '#db/schema/events.ts';
    export const recordWorkspaceEvent = (ctx) => ctx.db.insert(workspaceEvents).values({});`,
};

/** For the rules of edges.ts, writes.ts and small.ts. */
export const CODE_EXAMPLES: Example[] = [
  {
    rule: 'only gates make a ctx',
    bad: { 'domain/a/b.ts': "import { makeCtx as make } from '../ctx.ts';" },
    at: 'domain/a/b.ts',
    good: { 'worker/jobs/a.ts': "import { systemCtx } from '#domain/ctx.ts';" },
  },
  {
    rule: 'only gates make a ctx',
    bad: { 'app/page.tsx': "import { systemCtx } from '#domain/ctx.ts';" },
    at: 'app/page.tsx',
    good: { 'app/page.tsx': "import type { Ctx } from '#domain/ctx.ts';" },
  },
  {
    rule: "every export of a 'use server' file",
    bad: { 'app/a/actions.ts': "'use server';\nexport async function drop() {}" },
    at: 'app/a/actions.ts:2',
    good: {
      'app/a/actions.ts': `'use server';
        import { action } from '#app/_server/action.ts';
        export const dropAction = action(drop);`,
    },
  },
  {
    rule: "every export of a 'use server' file",
    bad: {
      'app/a/actions.ts':
        "'use server';\nimport { action } from './mine.ts';\nexport const dropAction = action(drop);",
    },
    at: 'app/a/actions.ts:3',
    good: { 'app/a/page.tsx': 'export default async function Page() {}' },
  },
  {
    rule: "'use server' stands at the top",
    bad: { 'app/a/page.tsx': "async function drop() {\n  'use server';\n}" },
    at: 'app/a/page.tsx:2',
    good: { 'app/_server/frame-actions.ts': "'use server';" },
  },
  {
    rule: "'use server' stands at the top",
    bad: { 'components/a/drop.ts': "'use server';" },
    at: 'components/a/drop.ts',
    good: { 'app/a/actions.ts': "'use server';" },
  },
  {
    rule: 'every route handler is made by read()',
    bad: { 'app/api/a/route.ts': 'export async function GET() {}' },
    at: 'app/api/a/route.ts:1',
    good: {
      'app/api/a/route.ts': `import { read } from '#app/_server/read.ts';
        export const dynamic = 'force-dynamic';
        export const GET = read(listStatuses);`,
    },
  },
  {
    rule: 'every page under app/(crm)',
    bad: { 'app/(crm)/a/page.tsx': 'export default function Page() {}' },
    at: 'app/(crm)/a/page.tsx',
    good: { 'app/(crm)/a/page.tsx': 'export default async function Page() { await requireSession(); }' },
  },
  {
    rule: 'app/ holds only the files',
    bad: { 'app/(crm)/a/table.tsx': '' },
    at: 'app/(crm)/a/table.tsx',
    good: { 'app/(crm)/a/loading.tsx': '', 'app/_server/anything.ts': '' },
  },
  {
    rule: 'in app/ only error pages',
    bad: { 'app/a/page.tsx': "'use client';" },
    at: 'app/a/page.tsx',
    good: { 'app/a/error.tsx': "'use client';" },
  },
  {
    rule: "nothing is cached with 'use cache'",
    bad: { 'app/a/page.tsx': "async function rows() {\n  'use cache';\n}" },
    at: 'app/a/page.tsx:2',
    good: { 'app/a/page.tsx': "// never 'use cache'" },
  },
  {
    rule: 'every verb that writes calls authorize()',
    bad: {
      ...DOMAIN,
      'domain/statuses/create.ts': `${WRITER}
export async function createStatus(ctx: Ctx, input: unknown) { await write(ctx); }
async function write(ctx) { await ctx.db.insert(statuses).values({}); }`,
    },
    at: 'domain/statuses/create.ts:7',
    good: {
      ...DOMAIN,
      'domain/statuses/create.ts': `${WRITER}
export async function createStatus(ctx: Ctx, input: unknown) { authorize(ctx); await write(ctx); }
async function write(ctx) { await ctx.db.insert(statuses).values({}); }`,
    },
  },
  {
    rule: 'every verb that writes calls authorize()',
    bad: {
      'domain/upkeep/clear.ts': `export const clear = (db) => db.execute(sql\`delete from \${sessions}\`);`,
      'scripts/a.ts': "const { clear } = await import('#domain/upkeep/clear.ts');",
    },
    at: 'domain/upkeep/clear.ts:1',
    good: {
      'domain/upkeep/count.ts': 'export const count = (db) => db.execute(sql`select updated from set`);',
      'scripts/a.ts': "const { count } = await import('#domain/upkeep/count.ts');",
    },
  },
  {
    rule: 'every function that is given a ctx',
    bad: {
      ...DOMAIN,
      'domain/a/list.ts': 'export async function list(ctx: Ctx) {}',
      'app/page.tsx': "import { list } from '#domain/a/list.ts';",
    },
    at: 'domain/a/list.ts:1',
    good: {
      ...DOMAIN,
      'domain/a/list.ts':
        "import { authorize } from '../authorize.ts';\nexport async function list(ctx: Ctx) { authorize(ctx); }",
      'app/page.tsx': "import { list } from '#domain/a/list.ts';",
    },
  },
  {
    rule: 'a verb authorises before it parses',
    bad: {
      'domain/a/b.ts':
        'export async function b(ctx: Ctx, input: unknown) { parseInput(schema, input); authorize(ctx); }',
    },
    at: 'domain/a/b.ts:1',
    good: {
      'domain/a/b.ts':
        'export async function b(ctx: Ctx, input: unknown) { authorize(ctx); parseInput(schema, input); }',
    },
  },
  {
    rule: 'every verb that writes records an event',
    bad: {
      ...DOMAIN,
      'domain/statuses/create.ts': `${WRITER}
export async function createStatus(ctx: Ctx, input: unknown) { await ctx.db.update(statuses).set({}); }`,
    },
    at: 'domain/statuses/create.ts:7',
    good: {
      ...DOMAIN,
      'domain/statuses/create.ts': `${WRITER}
export async function createStatus(ctx: Ctx, input: unknown) {
  await ctx.db.update(statuses).set({});
  await recordWorkspaceEvent(ctx);
}`,
      'domain/statuses/move.ts': `export async function move(ctx: Ctx, input: unknown) {
  sql\`with moved as (update \${contacts} c set a = 1) insert into contact_events select 1\`;
}`,
    },
  },
  {
    rule: 'files have at most',
    bad: { 'lib/a.ts': 'a();\n'.repeat(301) },
    at: 'lib/a.ts',
    good: { 'lib/a.ts': 'a();\n'.repeat(300) },
  },
  {
    rule: 'functions have at most',
    bad: { 'lib/a.ts': `\nconst long = () => {\n${'a();\n'.repeat(60)}};` },
    at: 'lib/a.ts:2',
    good: { 'lib/a.ts': `\nconst long = () => {\n${'a();\n'.repeat(58)}};` },
  },
  {
    rule: 'domain/ and lib/ use neither',
    bad: { 'lib/a.ts': '\nexport const a = (b as any).c;' },
    at: 'lib/a.ts:2',
    good: { 'lib/a.ts': 'export const any = !b.c;' },
  },
  {
    rule: 'domain/ and lib/ use neither',
    bad: { 'domain/a/b.ts': '\nexport const a = b!.c;' },
    at: 'domain/a/b.ts:2',
    good: { 'components/a/b.ts': 'export const a = b!.c;' },
  },
  {
    rule: 'no comment silences',
    bad: { 'lib/a.ts': '// @ts-expect-error\na();' },
    at: 'lib/a.ts',
    good: { 'lib/a.ts': '// a comment\na();' },
  },
  {
    rule: 'exported functions of domain/ and lib/',
    bad: { 'lib/a.ts': '\nexport const a = () => 1;' },
    at: 'lib/a.ts:2',
    good: { 'lib/a.ts': '/** One. */\nexport function a() {}\nfunction b() {}' },
  },
  {
    rule: 'a .tsx file holds a component',
    bad: { 'components/a/b.tsx': 'export const useB = () => 1;' },
    at: 'components/a/b.tsx',
    good: { 'components/a/b.tsx': 'export const B = () => <p />;' },
  },
  {
    rule: 'imports of our own files say how these end',
    bad: { 'lib/a.ts': "import { b } from './b';" },
    at: 'lib/a.ts:1',
    good: { 'lib/a.ts': "import { b } from './b.ts';\nimport './b.css';" },
  },
  {
    rule: '.mjs files import only Node itself',
    bad: { 'scripts/a.mjs': "import postgres from 'postgres';" },
    at: 'scripts/a.mjs:1',
    good: { 'scripts/a.mjs': "import { join } from 'node:path';\nimport './b.mjs';" },
  },
  {
    rule: 'no file is a drawer',
    bad: { 'lib/utils.ts': '' },
    at: 'lib/utils.ts',
    good: { 'lib/colour.ts': '' },
  },
  {
    rule: 'no file is a drawer',
    bad: { 'lib/a.ts': "export { b } from './b.ts';" },
    at: 'lib/a.ts:1',
    good: { 'lib/a.ts': 'export const a = 1;' },
  },
  {
    rule: 'file names are lower case',
    bad: { 'components/a/ContactForm.tsx': '' },
    at: 'components/a/ContactForm.tsx',
    good: { 'components/a/contact-form.tsx': '', 'tailwind.config.ts': '', 'scripts/lock.d.mts': '' },
  },
];
