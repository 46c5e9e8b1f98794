import type { Tones } from '#components/ui/tone.tsx';
import type { FieldKind } from '#db/values.ts';
import type {
  TimelineChange,
  TimelineEvent,
  TimelinePage,
  TimelineValue,
} from '#domain/contacts/timeline.ts';
import { showFieldValue } from '#domain/fields/values.ts';
import { deriveTones } from '#lib/colour.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';

/** `tone`: the key of the colour that goes with it. Types and yes/no come as they are and are worded where they are shown. */
export type ShownValue = { text: string; tone: string | null } | null;
/** `label`: the name of a custom field. */
export type ShownChange = { field: string; label?: string; from: ShownValue; to: ShownValue };
export type ShownEvent = Omit<TimelineEvent, 'at' | 'changes'> & { at: Moment; changes: ShownChange[] };

/** A page of a contact's history, ready to be shown in a browser. */
export type TimelineView = {
  events: ShownEvent[];
  next: string | null;
  tones: ({ key: string } & Tones)[];
};

const PHONES = ['phone', 'otherPhone'];

/** Long texts are edited, not read, in a history. */
const TEXT_MAX = 120;

/** Puts a page of history into a reader's words and forms; on the server, where phones and colours can be worked out. */
export function timelineView(page: TimelinePage, country: string, reader: Reader): TimelineView {
  const colours = new Set<string>();
  const shown = (field: string, value: TimelineValue): ShownValue => {
    if (value === null) return null;
    if (typeof value === 'object') {
      if (value.colour) colours.add(value.colour);
      return { text: value.name, tone: value.colour && toneKey(value.colour) };
    }
    const text = PHONES.includes(field) ? formatPhone(String(value), country) : String(value);
    return { text: text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text, tone: null };
  };
  const change = ({ field, from, to, custom }: TimelineChange): ShownChange => {
    if (custom) {
      const answer = (value: TimelineValue) => shown(field, answerText(custom.kind, value, reader));
      return { field, label: custom.name, from: answer(from), to: answer(to) };
    }
    // Notes may hold anything: that they changed is told, not what they said.
    if (field === 'notes') return { field, from: null, to: null };
    return { field, from: shown(field, from), to: shown(field, to) };
  };
  const events = page.events.map(({ at, changes, ...event }) => ({
    ...event,
    at: momentOf(at, reader),
    changes: changes.map(change),
  }));
  const tones = [...colours].map((colour) => ({ key: toneKey(colour), ...deriveTones(colour) }));
  return { events, next: page.next, tones };
}

function answerText(kind: FieldKind, value: TimelineValue, { locale }: Reader): TimelineValue {
  if (value === null || typeof value === 'object' || kind === 'choice') return value;
  return showFieldValue({ kind, choices: [] }, value, locale);
}

const toneKey = (colour: string) => `c${colour.slice(1)}`;
