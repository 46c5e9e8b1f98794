import type { ChangedFacts } from './merge-record.ts';
import { defaultChoices, type MergeChoice, type MergeResult, mergeSides } from './merge-rules.ts';
import type { FieldAnswer, WholeSide } from './merge-side.ts';

/** What a merge does to the one that stays: how it ends, and everything that changes, from → to. */
export type MergePlan = {
  result: MergeResult;
  facts: ChangedFacts;
  answers: { from: FieldAnswer | null; to: FieldAnswer }[];
};

type Asked = { choices: Record<string, MergeChoice | undefined>; answers: Record<string, 'into' | 'from'> };

/** Works out a merge from both sides and what was asked for; pure. */
export function planMerge(into: WholeSide, from: WholeSide, asked: Asked): MergePlan {
  const named = Object.entries(asked.choices).filter(([, choice]) => choice !== undefined);
  const choices = { ...defaultChoices(into, from), ...Object.fromEntries(named) };
  const result = mergeSides(into, from, choices);
  const facts: Record<string, { from: unknown; to: unknown }> = {};
  for (const [field, to] of Object.entries(result)) {
    const before = into[field as keyof MergeResult];
    if (!isSame(before, to)) facts[field] = { from: before, to };
  }
  const answers = from.answers.flatMap((to) => {
    const own = into.answers.find((one) => one.fieldId === to.fieldId) ?? null;
    const choice = asked.answers[to.fieldId] ?? defaultAnswer(into, from, own);
    return choice === 'into' || isSameAnswer(own, to) ? [] : [{ from: own, to }];
  });
  return { result, facts: facts as ChangedFacts, answers };
}

/** The answer of whoever was active last, where both have one. */
export function defaultAnswer(into: WholeSide, from: WholeSide, own: FieldAnswer | null): 'into' | 'from' {
  return own === null || from.lastActivityAt > into.lastActivityAt ? 'from' : 'into';
}

/** Whether two facts are one, moments included. */
export function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

/** Whether two answers to one custom field are the same. */
export function isSameAnswer(a: FieldAnswer | null, b: FieldAnswer | null): boolean {
  const words = (one: FieldAnswer | null) =>
    one && JSON.stringify([one.fieldId, one.text, one.number, one.date, one.choiceId, one.yesNo]);
  return words(a) === words(b);
}
