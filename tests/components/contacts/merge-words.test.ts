import { expect, test } from 'vitest';
import { mergeView } from '#components/contacts/merge-words.ts';
import { defaultChoices } from '#domain/contacts/merge-rules.ts';
import type { MergePreview, PreviewSide } from '#domain/contacts/preview-merge.ts';

const sideOf = (id: number) =>
  ({
    id,
    version: 1,
    name: `Pessoa ${id}`,
    type: 'lead',
    phone: null,
    email: null,
    company: '',
    website: '',
    notes: '',
    isActive: true,
    status: { name: 'Novo', colour: '#3b82f6' },
    statusId: 1,
    owner: null,
    originName: 'WhatsApp',
    identities: [],
    groups: [],
    optedOutAt: null,
    createdAt: new Date('2026-03-01T12:00:00Z'),
    lastActivityAt: new Date('2026-03-01T12:00:00Z'),
  }) as unknown as PreviewSide;

test.each([
  ['number', '1231.5', 'pt-BR', '1.231,5'],
  ['number', '1231.5', 'en', '1,231.5'],
  ['date', '2026-12-15', 'pt-BR', '15 de dez. de 2026'],
  ['text', '1231.5', 'pt-BR', '1231.5'],
  ['yes_no', 'true', 'pt-BR', 'true'],
] as const)('an answer of kind %s: %s in %s', (kind, stored, locale, shown) => {
  const [into, from] = [sideOf(1), sideOf(2)];
  const answers: MergePreview['answers'] = [
    { fieldId: 7, name: 'Campo', kind, into: stored, from: null, choice: 'into' },
  ];
  const preview = { into, from, choices: defaultChoices(into as never, from as never), answers };
  const reader = { locale, timeZone: 'UTC', now: Date.parse('2026-03-02T12:00:00Z') };
  const row = mergeView(preview, 'BR', reader).rows.find(({ key }) => key === 'field:7');
  expect(row?.into).toEqual({ text: shown });
  expect(row?.from).toBeNull();
});
