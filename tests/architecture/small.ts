import { posix } from 'node:path';
import ts from 'typescript';
import type { Finding, Rule } from './rule.ts';
import { lineOf, type Source } from './source.ts';

const FILE_LINES = 300;
const FUNCTION_LINES = 60;

function isIn(...folders: string[]): (source: Source) => boolean {
  return ({ path }) => folders.some((folder) => path.startsWith(`${folder}/`));
}

function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

function findLongFunctions({ path, tree, nodes }: Source): Finding[] {
  return nodes
    .filter((node) => ts.isFunctionLike(node))
    .map((node) => ({ node, lines: linesOf(node.getText(tree)), name: nameOf(node) }))
    .filter(({ lines }) => lines > FUNCTION_LINES)
    .map(({ node, lines, name }) => ({
      key: `${path}#${name}`,
      where: `${path}:${lineOf(tree, node)}`,
      what: `${name}: ${lines} lines`,
    }));
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'a function without a name';
}

/** Exported functions with nothing said about them. */
function findUndescribed({ path, tree }: Source): Finding[] {
  const found: Finding[] = [];
  for (const statement of tree.statements) {
    if (!isExportedFunction(statement)) continue;
    if (ts.getJSDocCommentsAndTags(statement).length > 0) continue;
    const name = ts.isFunctionDeclaration(statement)
      ? statement.name?.text
      : statement.getText(tree).split('\n')[0];
    found.push({ key: `${path}#${name}`, where: `${path}:${lineOf(tree, statement)}`, what: name ?? '' });
  }
  return found;
}

function isExportedFunction(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return false;
  if (ts.isFunctionDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.some(({ initializer }) => {
    return initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  });
}

/** Markup, or a component that draws nothing and only listens. */
function holdsComponent({ nodes }: Source): boolean {
  return nodes.some(
    (node) =>
      ts.isJsxOpeningLikeElement(node) ||
      ts.isJsxFragment(node) ||
      (ts.isFunctionDeclaration(node) && /^[A-Z]/.test(node.name?.text ?? '')),
  );
}

const DRAWERS = /^(utils?|helpers?|common|misc|shared|index|constants|types?-?utils?)\.(ts|tsx|mjs)$/;
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.config)?(\.d)?\.[a-z]+$/;

export const SMALL: Rule[] = [
  {
    says: `files have at most ${FILE_LINES} lines`,
    why: 'a file is read as one thing; better under 200',
    instead: 'give a part of it a name and a file of its own',
    exceptions: {},
    find: (sources) => {
      const long = sources.filter(({ text }) => linesOf(text) > FILE_LINES);
      return long.map(({ path, text }) => ({ key: path, where: path, what: `${linesOf(text)} lines` }));
    },
  },
  {
    says: `functions have at most ${FUNCTION_LINES} lines`,
    why: 'a function is understood at one look; better under 40',
    instead: 'give a step of it a name and a function of its own; in a component, a component',
    find: (sources) => sources.flatMap(findLongFunctions),
  },
  {
    says: 'domain/ and lib/ use neither `any` nor `!`',
    why: 'both tell the compiler to look away, where rules and money are',
    instead: 'parse what is unknown, narrow what may be missing, throw what cannot be',
    find: (sources) =>
      sources
        .filter(isIn('domain', 'lib'))
        .flatMap(({ path, tree, nodes }) =>
          nodes
            .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node))
            .map((node) => ({ key: path, where: `${path}:${lineOf(tree, node)}`, what: node.getText(tree) })),
        ),
  },
  {
    says: 'no comment silences the compiler',
    why: 'what it complains of is still there when the next person changes the line',
    instead: 'narrow or parse the value; a linter’s complaint may be answered with biome-ignore and a reason',
    find: (sources) =>
      sources
        .filter(({ text }) => /@ts-(ignore|expect-error|nocheck)/.test(text))
        .map(({ path }) => ({ key: path, where: path, what: 'silences it' })),
  },
  {
    says: 'exported functions of domain/ and lib/ say what goes in and what comes out',
    why: 'they are what everybody else calls: shapes, units and errors are part of them',
    instead: '/** … */ above it: what it gives, @throws with its codes, the source of any outside fact',
    find: (sources) => sources.filter(isIn('domain', 'lib')).flatMap(findUndescribed),
  },
  {
    says: 'a .tsx file holds a component',
    why: 'the ending tells a component from a hook or a tool',
    instead: 'call it .ts',
    find: (sources) =>
      sources
        .filter((source) => source.path.endsWith('.tsx') && !holdsComponent(source))
        .map(({ path }) => ({ key: path, where: path, what: 'has none' })),
  },
  {
    says: 'imports of our own files say how these end (.ts, .tsx …)',
    why: 'Node runs these files as they are, and guesses no endings',
    instead: "import … from './name.ts'",
    find: (sources) =>
      sources.flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => target && !/\.(ts|tsx|mjs|json|css)$/.test(target))
          .map(({ spec, line }) => ({ key: path, where: `${path}:${line}`, what: spec })),
      ),
  },
  {
    says: '.mjs files import only Node itself and each other',
    why: 'they run first, on a Node that may be too old for TypeScript and before any package is there',
    instead: 'keep it in a .ts file and call that later',
    find: (sources) =>
      sources
        .filter(({ path }) => path.startsWith('scripts/') && path.endsWith('.mjs'))
        .flatMap(({ path, imports }) =>
          imports
            .filter(({ spec, target }) => (target ? !target.endsWith('.mjs') : !spec.startsWith('node:')))
            .map(({ spec, line }) => ({ key: path, where: `${path}:${line}`, what: spec })),
        ),
  },
  {
    says: 'no file is a drawer (utils, helpers, index …) and none passes on what another exports',
    why: 'nobody finds anything by such a name, and a barrel loads everything to give one thing',
    instead: 'name the file after what it does, and import from where a thing is made',
    find: (sources) => [
      ...sources
        .filter(({ path }) => DRAWERS.test(posix.basename(path)))
        .map(({ path }) => ({ key: path, where: path, what: 'is a drawer' })),
      ...sources.flatMap(({ path, imports }) =>
        imports
          .filter(({ isReExport }) => isReExport)
          .map(({ spec, line }) => ({ key: path, where: `${path}:${line}`, what: `passes on ${spec}` })),
      ),
    ],
  },
  {
    says: 'file names are lower case words joined by hyphens',
    why: 'they stay the same on every file system, and are found without guessing',
    instead: 'contact-form.tsx, move-to-status.ts',
    find: (sources) =>
      sources
        .filter(({ path }) => !PLAIN_NAME.test(posix.basename(path)))
        .map(({ path }) => ({ key: path, where: path, what: posix.basename(path) })),
  },
];
