import ts from 'typescript';
import { lineOf, nodesOf, type Source } from '../architecture/source.ts';

/** One place where code asks for a text. */
export type Use = {
  where: string;
  /** `statuses`, `contacts.fields`; empty for a translator of everything. */
  namespace: string;
  /** The key within it; a pattern where part of it is only known when the code runs; null where all of it is. */
  key: string | RegExp | null;
  /** Names of the values given; null where that cannot be told. */
  values: string[] | null;
};

/** Every `t('key')` of a file, `t` being whatever useTranslations() or getTranslations() gave. */
export function readUses({ path, tree, nodes }: Source): Use[] {
  const scopes = readTranslators(tree, nodes);
  return nodes.filter(ts.isCallExpression).flatMap((call) => {
    const found = translatorOf(call.expression, scopes);
    const [asked, given] = call.arguments;
    if (!found || !asked) return [];
    const where = `${path}:${lineOf(tree, call)}`;
    const values = found.isText ? valuesOf(given) : null;
    return keysOf(asked).map((key) => ({ where, namespace: found.namespace, key, values }));
  });
}

/** Block or function → name → namespace. */
type Scopes = Map<ts.Node, Map<string, string>>;

function readTranslators(tree: ts.SourceFile, nodes: ts.Node[]): Scopes {
  const scopes: Scopes = new Map();
  const declare = (node: ts.Node, name: ts.BindingName, namespace: string | null) => {
    if (namespace === null || !ts.isIdentifier(name)) return;
    const scope = scopeOf(node);
    scopes.set(scope, (scopes.get(scope) ?? new Map()).set(name.text, namespace));
  };
  for (const node of nodes) {
    if (ts.isParameter(node) && node.type) declare(node, node.name, namespaceOfType(node.type, tree));
    if (!ts.isVariableDeclaration(node) || !node.initializer) continue;
    const made = unwrap(node.initializer);
    declare(node, node.name, namespaceOf(made));
    const all =
      ts.isCallExpression(made) && made.expression.getText() === 'Promise.all' ? made.arguments[0] : null;
    if (!all || !ts.isArrayLiteralExpression(all) || !ts.isArrayBindingPattern(node.name)) continue;
    node.name.elements.forEach((element, at) => {
      const one = all.elements[at];
      if (one && ts.isBindingElement(element)) declare(node, element.name, namespaceOf(unwrap(one)));
    });
  }
  return scopes;
}

function scopeOf(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isSourceFile(at) && !ts.isBlock(at) && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

/** `x` of `(await x)`, `x as T`, `x!`. */
function unwrap(node: ts.Expression): ts.Expression {
  if (
    ts.isAwaitExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return unwrap(node.expression);
  return node;
}

/** The namespace of `useTranslations('statuses')`, or null for anything else. */
function namespaceOf(node: ts.Expression): string | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
  if (!['useTranslations', 'getTranslations'].includes(node.expression.text)) return null;
  const [name] = node.arguments;
  return name && ts.isStringLiteral(name) ? name.text : '';
}

/** `ReturnType<typeof useTranslations<'contacts'>>`, also behind a name that the file gives to it. */
function namespaceOfType(type: ts.TypeNode, tree: ts.SourceFile): string | null {
  const alias = tree.statements.find(
    (one) => ts.isTypeAliasDeclaration(one) && one.name.text === type.getText(),
  );
  const text = alias && ts.isTypeAliasDeclaration(alias) ? alias.type.getText() : type.getText();
  return /\b(?:(?:use|get)Translations|Texts)<'([^']+)'>/.exec(text)?.[1] ?? null;
}

/** Which translator is called by `t`, `t.rich`, `(await getTranslations('x'))`. `isText`: it gives a text, so it needs its values. */
function translatorOf(callee: ts.Expression, scopes: Scopes): { namespace: string; isText: boolean } | null {
  const isMethod =
    ts.isPropertyAccessExpression(callee) && ['rich', 'markup', 'raw', 'has'].includes(callee.name.text);
  const base = unwrap(isMethod ? callee.expression : callee);
  const isText = !isMethod || ['rich', 'markup'].includes(callee.name.text);
  const direct = namespaceOf(base);
  if (direct !== null) return { namespace: direct, isText };
  if (!ts.isIdentifier(base)) return null;
  for (let at: ts.Node = base; at; at = at.parent) {
    const namespace = scopes.get(at)?.get(base.text);
    if (namespace !== undefined) return { namespace, isText };
  }
  return null;
}

/** What the first argument may be. */
function keysOf(node: ts.Expression): Use['key'][] {
  const bare = unwrap(node);
  if (ts.isStringLiteralLike(bare)) return [bare.text];
  if (ts.isConditionalExpression(bare)) return [...keysOf(bare.whenTrue), ...keysOf(bare.whenFalse)];
  if (ts.isTemplateExpression(bare)) {
    const rest = bare.templateSpans.map(({ literal }) => `.+${escapeRegExp(literal.text)}`).join('');
    return [new RegExp(`^${escapeRegExp(bare.head.text)}${rest}$`)];
  }
  if (ts.isElementAccessExpression(bare) && ts.isObjectLiteralExpression(bare.expression)) {
    return bare.expression.properties.flatMap((one) =>
      ts.isPropertyAssignment(one) ? keysOf(one.initializer) : [null],
    );
  }
  return [null];
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function valuesOf(node: ts.Expression | undefined): string[] | null {
  if (!node) return [];
  if (!ts.isObjectLiteralExpression(node)) return null;
  if (node.properties.some(ts.isSpreadAssignment)) return null;
  return node.properties.flatMap(({ name }) => (name ? [name.getText().replaceAll(/['"]/g, '')] : []));
}

/** Every string that stands in the sources: keys that are passed on before they are looked up are among them. */
export function readLiterals(sources: Source[]): Set<string> {
  return new Set(
    sources.flatMap(({ nodes }) => nodes.filter(ts.isStringLiteralLike).map(({ text }) => text)),
  );
}

/** The codes of field problems that a file of domain/ gives: `invalidField(field, code)`, `{ code }`, messages of its schemas. */
export function readProblemCodes({ path, tree, nodes }: Source): { code: string; where: string }[] {
  const told = nodes.flatMap((node): ts.Node[] => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const at = { invalidField: 1, problem: 0 }[node.expression.text];
      return at === undefined ? [] : node.arguments.slice(at, at + 1);
    }
    if (!ts.isPropertyAssignment(node)) return [];
    return ['code', 'message'].includes(node.name.getText()) ? [node.initializer] : [];
  });
  return told
    .flatMap((node) => literalsGiven(node).map((code) => ({ code, where: `${path}:${lineOf(tree, node)}` })))
    .filter(({ code }) => /^[a-z_]+$/.test(code) && code !== 'custom');
}

function literalsGiven(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  return ts.isConditionalExpression(node)
    ? [...literalsGiven(node.whenTrue), ...literalsGiven(node.whenFalse)]
    : [];
}

/** The namespaces that a page or layout gives to the client components inside: `<ClientMessages names={[…]}>`. */
export function readGivenNamespaces({ nodes }: Source): string[] {
  return nodes
    .filter(ts.isJsxAttribute)
    .filter(
      (one) => one.name.getText() === 'names' && one.parent.parent.tagName.getText() === 'ClientMessages',
    )
    .flatMap((one) => nodesOf(one).filter(ts.isStringLiteral))
    .map(({ text }) => text);
}
