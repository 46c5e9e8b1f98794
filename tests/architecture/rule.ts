import type { Source } from './source.ts';

/** One place that breaks a rule. `key` is what an exception names; `where` is what a person opens. */
export type Finding = { key: string; where: string; what: string };

export type Rule = {
  /** The rule itself, as one sentence. */
  says: string;
  why: string;
  instead: string;
  /** Known breaches and their reasons. The list only shrinks: one that is no longer needed fails as well. */
  exceptions?: Record<string, string>;
  find: (sources: Source[]) => Finding[];
};

/** Null when the sources keep the rule, else everything a person needs to know who has just broken it. */
export function complaintAbout(rule: Rule, sources: Source[]): string | null {
  const { says, why, instead, exceptions = {} } = rule;
  const found = rule.find(sources);
  const broken = found.filter(({ key }) => !(key in exceptions));
  const keys = new Set(found.map(({ key }) => key));
  const outlived = Object.keys(exceptions).filter((key) => !keys.has(key));
  if (broken.length === 0 && outlived.length === 0) return null;
  return [
    `\nRule: ${says}`,
    ...(broken.length > 0 ? [`Why: ${why}`, `Instead: ${instead}`, 'Found:'] : []),
    ...broken.map(({ where, what }) => `  ${where}  ${what}`),
    ...(outlived.length > 0 ? ['Exceptions nobody needs any more; take them off the list:'] : []),
    ...outlived.map((key) => `  ${key}`),
  ].join('\n');
}
