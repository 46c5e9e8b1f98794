import { describe, expect, it } from 'vitest';
import { ARROWS } from './arrows.ts';
import { CODE_EXAMPLES } from './code-examples.ts';
import { CYCLES } from './cycles.ts';
import { clientShare, EDGES, idleDirectives } from './edges.ts';
import type { Files } from './example.ts';
import { IMPORT_EXAMPLES } from './import-examples.ts';
import { PURITY } from './purity.ts';
import { complaintAbout, type Rule } from './rule.ts';
import { SMALL } from './small.ts';
import { makeSource, type Source } from './source.ts';
import { WRITES } from './writes.ts';

const RULES = [...ARROWS, ...PURITY, ...CYCLES, ...EDGES, ...WRITES, ...SMALL];

const EXAMPLES = [...IMPORT_EXAMPLES, ...CODE_EXAMPLES];

function sourcesOf(files: Files): Source[] {
  return Object.entries(files).map(([path, text]) => makeSource(path, text));
}

function ruleCalled(start: string): Rule {
  const [rule, another] = RULES.filter(({ says }) => says.startsWith(start));
  if (!rule || another) throw new Error(`not one rule says: ${start}`);
  return rule;
}

/** Where a rule, without its exceptions, finds itself broken. */
function breaches(rule: Rule, files: Files): string[] {
  const found = rule.find(sourcesOf(files)).filter(({ key }) => !(key in (rule.exceptions ?? {})));
  return found.map(({ where }) => where);
}

describe('rules', () => {
  it.each(EXAMPLES)('$rule … finds $at', ({ rule, bad, at, good }) => {
    expect(breaches(ruleCalled(rule), bad)).toContain(at);
    expect(breaches(ruleCalled(rule), good)).toEqual([]);
  });

  it('each has an example here', () => {
    const shown = EXAMPLES.map(({ rule }) => ruleCalled(rule).says);
    expect(RULES.map(({ says }) => says).filter((says) => !shown.includes(says))).toEqual([]);
  });
});

describe('complaintAbout', () => {
  const rule: Rule = {
    says: 'no cats',
    why: 'allergies',
    instead: 'dogs',
    exceptions: { 'lib/tom.ts': 'was here first' },
    find: (sources) =>
      sources
        .filter(({ text }) => text === 'cat')
        .map(({ path }) => ({ key: path, where: path, what: 'is one' })),
  };

  it('keeps quiet when the rule is kept, known exceptions aside', () => {
    expect(complaintAbout(rule, sourcesOf({ 'lib/tom.ts': 'cat' }))).toBeNull();
  });

  it('teaches the rule, its reason and the way out', () => {
    const complaint = complaintAbout(rule, sourcesOf({ 'lib/tom.ts': 'cat', 'lib/kit.ts': 'cat' }));
    expect(complaint?.trim().split('\n')).toEqual([
      'Rule: no cats',
      'Why: allergies',
      'Instead: dogs',
      'Found:',
      '  lib/kit.ts  is one',
    ]);
  });

  it('wants an exception gone that nobody needs', () => {
    expect(complaintAbout(rule, [])).toContain('lib/tom.ts');
  });
});

describe("the share of 'use client'", () => {
  const sources = sourcesOf({
    'app/page.tsx': "import { A } from '#components/a/a.tsx';",
    'components/a/a.tsx': "'use client';\nimport { B } from './b.tsx';",
    'components/a/b.tsx': "'use client';",
    'components/a/use-c.ts': "'use client';",
    'components/ui/d.tsx': '',
  });

  it('counts files with components, pages among them', () => expect(clientShare(sources)).toBe(50));

  it('knows where the directive changes nothing', () => {
    expect(idleDirectives(sources)).toEqual(['components/a/b.tsx']);
  });
});
