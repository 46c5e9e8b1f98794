import type { Tones } from '#components/ui/tone.tsx';
import type { FieldKind } from '#db/values.ts';
import { MERGE_FIELDS, type MergeChoice, type MergeField } from '#domain/contacts/merge-rules.ts';
import type { MergePreview, PreviewSide } from '#domain/contacts/preview-merge.ts';
import { deriveTones } from '#lib/colour.ts';
import { formatDate } from '#lib/dates.ts';
import { formatDecimal } from '#lib/decimal.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';

/** `tone`: the key of its colour. Types and yes/no come as they are and are worded where they are shown. */
export type MergeWords = { text: string; tone?: string } | null;

/** One field of two contacts side by side. `label`: of a custom field, in the company's own words. */
export type MergeRow = {
  key: string;
  label: string | null;
  kind: MergeField | FieldKind;
  into: MergeWords;
  from: MergeWords;
  choice: MergeChoice;
  isSame: boolean;
};

export type MergeSideView = { id: number; version: number; name: string; created: Moment; active: Moment };

/** What the merge dialog shows. */
export type MergeView = {
  into: MergeSideView;
  from: MergeSideView;
  rows: MergeRow[];
  /** What the one that stays is recognised by, and belongs to, afterwards. */
  identities: string[];
  groups: string[];
  isOptedOut: boolean;
  tones: ({ key: string } & Tones)[];
};

/** Puts a merge into a reader's words; on the server, where phones and colours can be worked out. */
export function mergeView(preview: MergePreview, country: string, reader: Reader): MergeView {
  const { into, from, choices, answers } = preview;
  const rows = MERGE_FIELDS.map((key): MergeRow => {
    const [own, other] = [wordsOf(into, key, country), wordsOf(from, key, country)];
    return row(key, null, key, own, other, choices[key]);
  });
  const more = answers.map(({ fieldId, name, kind, choice, ...values }) => {
    const words = (text: string | null) =>
      text === null ? null : { text: answerText(kind, text, reader.locale) };
    return row(`field:${fieldId}`, name, kind, words(values.into), words(values.from), choice);
  });
  const identities = [...into.identities, ...from.identities].map(({ kind, value }) =>
    kind === 'phone' ? formatPhone(value, country) : value,
  );
  return {
    into: sideView(into, reader),
    from: sideView(from, reader),
    // What there is to choose comes first.
    rows: [...rows, ...more]
      .filter((one) => one.into !== null || one.from !== null)
      .sort((a, b) => Number(a.isSame) - Number(b.isSame)),
    identities,
    groups: [...new Set([...into.groups, ...from.groups])],
    isOptedOut: into.optedOutAt !== null || from.optedOutAt !== null,
    tones: [into, from].map(({ statusId, status }) => ({
      key: `merge-${statusId}`,
      ...deriveTones(status.colour),
    })),
  };
}

function row(
  key: string,
  label: string | null,
  kind: MergeRow['kind'],
  into: MergeWords,
  from: MergeWords,
  choice: MergeChoice,
): MergeRow {
  return { key, label, kind, into, from, choice, isSame: into?.text === from?.text };
}

function sideView(
  { id, version, name, createdAt, lastActivityAt }: PreviewSide,
  reader: Reader,
): MergeSideView {
  return {
    id,
    version,
    name,
    created: momentOf(createdAt, reader),
    active: momentOf(lastActivityAt, reader),
  };
}

function wordsOf(side: PreviewSide, field: MergeField, country: string): MergeWords {
  switch (field) {
    case 'phone':
      return side.phone === null ? null : { text: formatPhone(side.phone, country) };
    case 'statusId':
      return { text: side.status.name, tone: `merge-${side.statusId}` };
    case 'originId':
      return { text: side.originName };
    case 'ownerId':
      return side.owner && { text: side.owner.name };
    default: {
      const value = side[field];
      return value === null || value === '' ? null : { text: String(value) };
    }
  }
}

function answerText(kind: FieldKind, text: string, locale: string): string {
  switch (kind) {
    case 'date':
      return formatDate(Date.parse(text), locale, 'UTC');
    case 'number':
      return formatDecimal(Number(text), locale, true);
    default:
      return text;
  }
}
