import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** One `import`, `export … from` or `import()` with a literal name. */
export type Import = {
  /** As written. */
  spec: string;
  /** The file of ours that is meant (`domain/ctx.ts`), or null for a package. */
  target: string | null;
  /** Gone when the code runs. `import { type A }` is not: it still loads the file. */
  isTypeOnly: boolean;
  isReExport: boolean;
  /** Local name → the name it has in the other file. */
  names: Map<string, string>;
  line: number;
};

export type Source = {
  path: string;
  text: string;
  tree: ts.SourceFile;
  /** All of the tree, from top to bottom. */
  nodes: ts.Node[];
  imports: Import[];
};

const FOLDERS = ['app', 'components', 'db', 'domain', 'lib', 'scripts', 'worker'];
const CODE = /\.(ts|tsx|mjs)$/;

/** Reads every source file of the product: the folders above, and the files in the root that Next and the tools call. */
export function readSources(): Source[] {
  const inRoot = readdirSync('.').filter((name) => CODE.test(name) && !name.endsWith('.d.ts'));
  return [...FOLDERS.flatMap(filesUnder).filter((path) => CODE.test(path)), ...inRoot].map((path) =>
    makeSource(path, readFileSync(path, 'utf8')),
  );
}

/** The paths of all files in a folder, with forward slashes. */
export function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  return paths.map((path) => path.replaceAll('\\', '/')).toSorted();
}

/** Parses one file; `path` says what it is, so that rules can be tried on made-up ones. */
export function makeSource(path: string, text: string): Source {
  const kind = path.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : path.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const nodes = nodesOf(tree);
  const imports = nodes.map((node) => readImport(path, tree, node)).filter((found) => found !== null);
  return { path, text, tree, nodes, imports };
}

/** A node and everything beneath it. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const add = (one: ts.Node): void => {
    nodes.push(one);
    ts.forEachChild(one, add);
  };
  add(node);
  return nodes;
}

/** Counted from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** Whether the file begins with `'use client'` or `'use server'`. */
export function hasDirective({ tree }: Source, directive: 'use client' | 'use server'): boolean {
  return tree.statements.some((one) => isDirective(one, directive));
}

/** Whether a statement is nothing but that directive. */
export function isDirective(node: ts.Node, directive: string): boolean {
  return (
    ts.isExpressionStatement(node) &&
    ts.isStringLiteral(node.expression) &&
    node.expression.text === directive
  );
}

/** `domain/contacts/rules.ts` → `contacts`; null for files that stand in the layer itself. */
export function nounOf(path: string): string | null {
  const parts = path.split('/');
  return parts.length > 2 ? (parts[1] ?? null) : null;
}

function readImport(path: string, tree: ts.SourceFile, node: ts.Node): Import | null {
  const facts = { isTypeOnly: false, isReExport: false, names: new Map<string, string>() };
  const found = (spec: ts.Expression | undefined, more: Partial<typeof facts>): Import | null =>
    spec && ts.isStringLiteral(spec)
      ? { ...facts, ...more, ...resolve(path, spec.text), line: lineOf(tree, node) }
      : null;
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const isTypeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return found(node.moduleSpecifier, { isTypeOnly, names: namesOf(clause) });
  }
  if (ts.isExportDeclaration(node)) {
    return found(node.moduleSpecifier, { isTypeOnly: node.isTypeOnly, isReExport: true });
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return found(node.arguments[0], { names: namesAwaited(node) });
  }
  return null;
}

function namesOf(clause: ts.ImportClause | undefined): Map<string, string> {
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  const names = named.map(({ name, propertyName }): [string, string] => [
    name.text,
    (propertyName ?? name).text,
  ]);
  return new Map(clause?.name ? [[clause.name.text, 'default'], ...names] : names);
}

/** The names of `const { a, b } = await import(…)`; written in another way, it is anything (`*`). */
function namesAwaited(node: ts.CallExpression): Map<string, string> {
  const declared = ts.isAwaitExpression(node.parent) ? node.parent.parent : null;
  if (!declared || !ts.isVariableDeclaration(declared) || !ts.isObjectBindingPattern(declared.name)) {
    return new Map([['*', '*']]);
  }
  const elements = declared.name.elements;
  return new Map(
    elements.map(({ name, propertyName }) => [name.getText(), (propertyName ?? name).getText()]),
  );
}

function resolve(path: string, spec: string): { spec: string; target: string | null } {
  if (spec.startsWith('#')) return { spec, target: spec.slice(1) };
  if (spec.startsWith('.')) return { spec, target: posix.join(posix.dirname(path), spec) };
  return { spec, target: null };
}
