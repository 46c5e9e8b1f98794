import { z } from 'zod';
import { nameKey } from '#lib/text.ts';
import { line, problem } from '../input.ts';

const WORD_MAX = 40;
const WORDS_MAX = 60;
const DAYS_MIN = 1;
const DAYS_MAX = 365;

/** One word (or few) a line, as the form sends it, or a list; the same one in other spelling counts once. */
const optOutWords = z
  .union([z.string().transform((text) => text.split(/\r?\n|,/)), z.array(z.unknown())], { error: 'invalid' })
  .transform((words) => words.filter((word) => typeof word !== 'string' || word.trim() !== ''))
  .pipe(z.array(line({ max: WORD_MAX, required: true })))
  .transform((words, context) => {
    const distinct = [
      ...new Map(words.map((word) => [nameKey(word), word.toLocaleUpperCase('pt-BR')])).values(),
    ];
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    // With none, people who ask in plain words would be written to all the same.
    if (distinct.length === 0) refuse('required');
    if (distinct.length > WORDS_MAX) refuse(problem('too_many_words', { max: WORDS_MAX }));
    return distinct;
  });

const keepEventsDays = z.unknown().transform((value, context): number => {
  const isWritten = typeof value === 'string' && /^\s*\d{1,4}\s*$/.test(value);
  const days = typeof value === 'number' ? value : isWritten ? Number(value) : 0;
  if (Number.isInteger(days) && days >= DAYS_MIN && days <= DAYS_MAX) return days;
  context.addIssue({ code: 'custom', message: problem('bad_days', { min: DAYS_MIN, max: DAYS_MAX }) });
  return z.NEVER;
});

export const settingsInput = z.object({
  /** 0: nobody has changed anything yet. */
  version: z.int({ error: 'invalid' }).min(0, 'invalid').max(2_147_483_647, 'invalid'),
  optOutWords,
  keepEventsDays,
});
