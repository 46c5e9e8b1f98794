import type { Example } from './example.ts';

/** For the rules of arrows.ts, purity.ts and cycles.ts. */
export const IMPORT_EXAMPLES: Example[] = [
  {
    rule: 'app/ imports components',
    bad: { 'app/page.tsx': "\nimport { statuses } from '#db/schema/statuses.ts';" },
    at: 'app/page.tsx:2',
    good: { 'app/page.tsx': "import { LOCALES } from '#db/values.ts';\nimport { log } from '#lib/log.ts';" },
  },
  {
    rule: 'a noun in components/',
    bad: {
      'components/origins/a.tsx': "import { listStatuses } from '#domain/statuses/list.ts';",
      'domain/statuses/list.ts': "import { eq } from 'drizzle-orm';",
    },
    at: 'components/origins/a.tsx:1',
    good: {
      'components/origins/a.tsx': `import type { Status } from '#domain/statuses/list.ts';
        import { isLast } from '#domain/statuses/rules.ts';
        import { announce } from '../frame/announce.ts';
        import { useVerbs } from './use-verbs.ts';`,
      'domain/statuses/rules.ts': "import type { Ctx } from '../ctx.ts';",
    },
  },
  {
    rule: 'a noun in components/',
    bad: { 'components/origins/a.tsx': "import { Dot } from '../statuses/dot.tsx';" },
    at: 'components/origins/a.tsx:1',
    good: { 'components/origins/a.tsx': "import { Dot } from '../ui/dot.tsx';" },
  },
  {
    rule: 'components/forms and components/live',
    bad: { 'components/forms/a.ts': "import { Dot } from '../statuses/dot.tsx';" },
    at: 'components/forms/a.ts:1',
    good: { 'components/forms/a.ts': "import type { Action } from '#domain/result.ts';" },
  },
  {
    rule: 'components/ui imports',
    bad: { 'components/ui/a.tsx': "import type { Status } from '#domain/statuses/list.ts';" },
    at: 'components/ui/a.tsx:1',
    good: { 'components/ui/a.tsx': "import { Dot } from './dot.tsx';" },
  },
  {
    rule: 'domain/ imports',
    bad: { 'domain/statuses/list.ts': "import { database } from '#app/_server/database.ts';" },
    at: 'domain/statuses/list.ts:1',
    good: { 'domain/statuses/list.ts': "import { statuses } from '#db/schema/statuses.ts';" },
  },
  {
    rule: "nobody imports another noun's internal.ts",
    bad: { 'domain/origins/merge.ts': "import { lock } from '../statuses/internal.ts';" },
    at: 'domain/origins/merge.ts:1',
    good: { 'domain/origins/merge.ts': "import { lock } from './internal.ts';" },
  },
  {
    rule: 'the files that stand in domain/ itself',
    bad: { 'domain/ctx.ts': "import type { Status } from './statuses/list.ts';" },
    at: 'domain/ctx.ts:1',
    good: { 'domain/ctx.ts': "import { DomainError } from './errors.ts';" },
  },
  {
    rule: 'worker/ imports',
    bad: { 'worker/jobs/a.ts': "import { statuses } from '#db/schema/statuses.ts';" },
    at: 'worker/jobs/a.ts:1',
    good: { 'worker/main.ts': "import { connect } from '#db/client.ts';" },
  },
  {
    rule: 'db/ imports',
    bad: { 'db/schema/a.ts': "import { rules } from '#domain/statuses/rules.ts';" },
    at: 'db/schema/a.ts:1',
    good: { 'db/schema/a.ts': "import { ROLES } from '../values.ts';" },
  },
  {
    rule: 'lib/ imports nothing of ours',
    bad: { 'lib/a.ts': "import type { Role } from '#db/values.ts';" },
    at: 'lib/a.ts:1',
    good: { 'lib/a.ts': "import { b } from './b.ts';" },
  },
  {
    rule: 'scripts/ imports',
    bad: { 'scripts/a.ts': "const { x } = await import('#app/_server/auth.ts');" },
    at: 'scripts/a.ts:1',
    good: { 'scripts/a.ts': "const { verify } = await import('#domain/verify/verify.ts');" },
  },
  {
    rule: 'proxy.ts imports nothing',
    bad: { 'proxy.ts': "import { currentSession } from './app/_server/auth.ts';" },
    at: 'proxy.ts:1',
    good: { 'proxy.ts': "import { NextResponse } from 'next/server';" },
  },
  {
    rule: 'only app/_server/database.ts, the worker',
    bad: { 'domain/statuses/list.ts': "import { connect } from '#db/client.ts';" },
    at: 'domain/statuses/list.ts:1',
    good: { 'domain/statuses/list.ts': "import type { Db } from '#db/client.ts';" },
  },
  {
    rule: 'domain/, db/, lib/ and worker/ know no framework',
    bad: { 'domain/statuses/create.ts': "import { refresh } from 'next/cache';" },
    at: 'domain/statuses/create.ts:1',
    good: { 'domain/statuses/create.ts': "import { z } from 'zod';" },
  },
  {
    rule: 'app/, components/ and lib/ speak no SQL',
    bad: { 'app/page.tsx': "import { eq } from 'drizzle-orm';" },
    at: 'app/page.tsx:1',
    good: { 'domain/a/b.ts': "import { eq } from 'drizzle-orm';" },
  },
  {
    rule: 'only app/_server reads cookies',
    bad: { 'app/(crm)/layout.tsx': "import { cookies } from 'next/headers';" },
    at: 'app/(crm)/layout.tsx:1',
    good: { 'app/_server/auth.ts': "import { cookies } from 'next/headers';" },
  },
  {
    rule: 'domain files called rules',
    bad: {
      'domain/statuses/rules.ts': "import { pick } from './pick.ts';",
      'domain/statuses/pick.ts': "import { sql } from 'drizzle-orm';",
    },
    at: 'domain/statuses/rules.ts',
    good: { 'domain/statuses/rules.ts': "import { LOCALES } from '#db/values.ts';" },
  },
  {
    rule: 'domain files called rules',
    bad: { 'domain/members/password-rules.ts': '\nexport async function look() {}' },
    at: 'domain/members/password-rules.ts:2',
    good: { 'domain/members/password-rules.ts': 'export function look() {}' },
  },
  {
    rule: 'nothing that a browser loads',
    bad: {
      'components/a/b.tsx': "'use client';\nimport { parse } from '#domain/a/input.ts';",
      'domain/a/input.ts': "import { z } from 'zod';",
    },
    at: 'components/a/b.tsx',
    good: {
      'components/a/b.tsx': "'use client';\nimport type { Input } from '#domain/a/input.ts';",
      'domain/a/input.ts': "import { z } from 'zod';",
    },
  },
  {
    rule: 'no file imports itself',
    bad: { 'lib/a.ts': "import './b.ts';", 'lib/b.ts': "import type { A } from './a.ts';" },
    at: 'lib/a.ts',
    good: { 'lib/a.ts': "import './b.ts'; import './c.ts';", 'lib/b.ts': "import './c.ts';", 'lib/c.ts': '' },
  },
  {
    rule: 'the nouns of domain/ need each other',
    bad: { 'domain/a/x.ts': "import '../b/y.ts';", 'domain/b/z.ts': "import '../a/x.ts';" },
    at: 'a → b → a',
    good: { 'domain/a/x.ts': "import '../b/y.ts';", 'domain/b/z.ts': "import type { X } from '../a/x.ts';" },
  },
];
