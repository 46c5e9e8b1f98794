import { expect, test } from 'vitest';
import { afterSave, type Draft } from '#components/automations/draft-rules.ts';
import { EVERYBODY } from '../../support/automation.ts';

const draft = (name: string, text: string): Draft => ({
  name,
  definition: {
    trigger: { kind: 'contact_created', ways: [] },
    conditions: EVERYBODY,
    steps: [{ key: 'a', kind: 'note', text }],
  },
});

test.each([
  ['nothing changed meanwhile', draft(' Nova ', 'um'), draft('Nova', 'um')],
  ['a step changed meanwhile', draft(' Nova ', 'dois'), draft(' Nova ', 'dois')],
  ['the name changed meanwhile', draft('Outra', 'um'), draft('Outra', 'um')],
])('%s', (_, now, kept) => {
  const [sent, base] = [draft(' Nova ', 'um'), draft('Nova', 'um')];
  const was = { version: 1, base: draft('Velha', 'um'), draft: now };
  expect(afterSave(was, { version: 2, base, sent })).toEqual({ version: 2, base, draft: kept });
});
