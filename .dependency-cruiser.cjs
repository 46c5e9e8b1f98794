// The same arrows as tests/architecture, in short, for drawing pictures and for editors: `npx depcruise app domain …`.
// The tests teach; this one is quick.

/** A file of ours in one of the folders. */
const inside = (...folders) => `^(${folders.join('|')})/`;
/** What no layer of ours reaches into: everything of ours but the folders named. */
const oursBut = (...allowed) => ({
  path: inside('app', 'components', 'db', 'domain', 'lib', 'scripts', 'tests', 'worker'),
  pathNot: allowed,
});

const FRAMEWORK = '^node_modules/(next|next-auth|next-intl|use-intl|react|react-dom|server-only)/';
const SQL = '^node_modules/(drizzle-orm|drizzle-kit|postgres|pg-boss)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      comment: 'Nobody loads it: take it away, or use it.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.m?ts$', '^app/'] },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'not-to-dev-dep',
      comment: 'Development packages are not there in production.',
      severity: 'error',
      from: { path: inside('app', 'components', 'db', 'domain', 'lib', 'worker') },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'app',
      comment: 'Queries belong to verbs. The four exceptions are explained in tests/architecture/arrows.ts.',
      severity: 'error',
      from: { path: inside('app'), pathNot: '^app/_server/(database|live|action|answer)\\.ts$' },
      to: oursBut(
        inside('app', 'components', 'domain', 'lib'),
        '^db/((whatsapp|automation|target)-)?values\\.ts$',
      ),
    },
    {
      name: 'components',
      comment: 'Components draw: data and actions come as props.',
      severity: 'error',
      from: { path: inside('components') },
      to: oursBut(inside('components', 'domain', 'lib'), '^db/((whatsapp|automation|target)-)?values\\.ts$'),
    },
    {
      name: 'components-are-apart',
      comment: 'Nouns do not draw each other: what two share goes to components/ui.',
      severity: 'error',
      from: { path: '^components/([^/]+)/' },
      to: {
        path: '^components/',
        pathNot: [
          '^components/$1/',
          inside('components/ui', 'components/forms', 'components/live'),
          '^components/frame/announce\\.ts$',
        ],
      },
    },
    {
      name: 'ui-knows-no-noun',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: oursBut(inside('components/ui', 'lib')),
    },
    {
      name: 'domain',
      severity: 'error',
      from: { path: inside('domain') },
      to: oursBut(inside('domain', 'db', 'lib')),
    },
    {
      name: 'internal-is-for-siblings',
      severity: 'error',
      from: { path: '^domain/([^/]+)/' },
      to: { path: '/internal\\.ts$', pathNot: '^domain/$1/' },
    },
    {
      name: 'internal-is-for-nobody-else',
      severity: 'error',
      from: { pathNot: inside('domain', 'tests') },
      to: { path: '/internal\\.ts$' },
    },
    {
      name: 'worker',
      severity: 'error',
      from: { path: inside('worker') },
      to: oursBut(inside('worker', 'domain', 'lib'), '^db/client\\.ts$'),
    },
    { name: 'db', severity: 'error', from: { path: inside('db') }, to: oursBut(inside('db', 'lib')) },
    { name: 'lib', severity: 'error', from: { path: inside('lib') }, to: oursBut(inside('lib')) },
    {
      name: 'no-framework',
      severity: 'error',
      from: { path: inside('domain', 'db', 'lib', 'worker') },
      to: { path: FRAMEWORK },
    },
    {
      name: 'no-sql',
      severity: 'error',
      from: { path: inside('app', 'components', 'lib') },
      to: { path: SQL },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: a ring of types is a ring for readers.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
