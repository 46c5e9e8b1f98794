import type { ContactType, FieldKind, ImportState, RowOutcome } from '#db/values.ts';
import type { ForeseenEntry } from '../automations/foresee-types.ts';

/** What a column can become besides an answer to a custom field. `skip`: nothing, it only stays in the file. */
export const FACT_TARGETS = [
  'skip',
  'id',
  'firstName',
  'lastName',
  'name',
  'phone',
  'email',
  'company',
  'website',
  'notes',
  'type',
  'isActive',
  'status',
  'origin',
  'owner',
  'group',
] as const;
export type FactTarget = (typeof FACT_TARGETS)[number];

/** What one column of the file becomes; `field:7` is an answer to the custom field 7. `name` is split into first and last. */
export type ColumnTarget = FactTarget | `field:${number}`;

/** Several columns may become one of these: the first that is filled is the contact's own, the others lead to it as well. */
export const REPEATABLE_TARGETS: readonly ColumnTarget[] = ['skip', 'phone', 'email', 'notes', 'group'];

/** What most cells of a column look like. */
const LOOKS = ['phone', 'email', 'website', 'date', 'number', 'yes_no', 'text', 'empty'] as const;
export type Look = (typeof LOOKS)[number];

/** One column of the file: how its header is written, and what stands beneath. */
export type FileColumn = {
  header: string;
  looks: Look;
  /** Rows in which it is not empty. */
  filled: number;
  /** The first few cells that are not empty, cut short. */
  sample: string[];
  /** How many different values it has, and the commonest `VALUES_MAX`; null where nearly every row has its own. */
  values: { distinct: number; common: { value: string; count: number }[] } | null;
};

/** At most so many different values of a column can be settled; rows with others are rejected with `too_many_values`. */
export const VALUES_MAX = 500;

export type FileFacts = {
  kind: 'csv' | 'xlsx';
  encoding: string | null;
  delimiter: string | null;
  /** The sheets of an XLSX, and the one read. */
  sheets: string[];
  sheet: string | null;
  columns: FileColumn[];
};

export const MATCH_KEYS = ['id', 'phone', 'email'] as const;
type MatchKey = (typeof MATCH_KEYS)[number];

/** What a value that the workspace does not know becomes: a record, nothing (the default), or a reason to reject its rows. */
export type ValueAnswer = { use: number } | 'default' | 'reject';

/** A set of values that are settled together: those of the columns that become one thing. */
export type SettledSubject = 'status' | 'origin' | 'owner' | 'group' | `field:${number}`;

/** Which column becomes what, and everything else that the person chose. */
export type ImportPlan = {
  /** One for each column of the file, in its order. */
  columns: ColumnTarget[];
  /** By what a row finds a contact that is there already, in the order of `MATCH_KEYS`. */
  matchBy: MatchKey[];
  mode: 'create' | 'update' | 'both';
  /** An empty cell never takes anything away. */
  onUpdate: 'fill' | 'overwrite';
  /** For new contacts whose row says nothing; null: the workspace's default status. */
  statusId: number | null;
  /** Null: a new contact without an origin is rejected. */
  originId: number | null;
  /** Nobody, one, or several among whom new contacts are split evenly. */
  ownerIds: number[];
  type: ContactType;
  /** Every contact of the file becomes a member, updated ones too. */
  groupIds: number[];
  /** Whether automations hear of it; otherwise they stay silent. */
  runsAutomations: boolean;
  /** By subject, then by the value's `nameKey`. */
  answers: Partial<Record<SettledSubject, Record<string, ValueAnswer>>>;
};

/** One unknown value, once, with what is proposed for it. */
export type UnknownValue = {
  subject: SettledSubject;
  /** As the file writes it most often. */
  value: string;
  /** Its `nameKey`: the key of its answer. */
  key: string;
  rows: number;
  /** The record that is probably meant, and why: another spelling of it, or nearly the same letters. */
  proposal: { id: number; name: string; because: 'alias' | 'similar' } | null;
  answer: ValueAnswer | null;
};

/** What can be answered for a subject, for its selects. `mayCreate`: a record can be made of the value. */
export type SubjectChoices = {
  subject: SettledSubject;
  /** The name of the custom field, for `field:…`. */
  name: string | null;
  choices: { id: number; name: string; colour: string | null }[];
  mayCreate: boolean;
  unknown: UnknownValue[];
  /** Different values beyond `VALUES_MAX`, whose rows are rejected. */
  tooMany: number;
};

export type OutcomeCounts = Record<RowOutcome, number>;

/** Rows with the same problem; `column` from 1, null where it is about the whole row. `reason`: a key under `imports.problems`. */
export type ProblemGroup = {
  outcome: Extract<RowOutcome, 'rejected' | 'duplicate' | 'unchanged'>;
  reason: string;
  column: number | null;
  count: number;
  sample: { number: number; line: number; value: string }[];
};

/** A contact as a row would leave it. Ids of status, origin and owner; the phone as people of the country write it. */
type PreviewContact = {
  name: string;
  phone: string | null;
  email: string | null;
  company: string;
  type: ContactType;
  statusId: number | null;
  originId: number | null;
  ownerId: number | null;
};

export type PreviewRow = {
  number: number;
  line: number;
  outcome: RowOutcome;
  reason: string | null;
  column: number | null;
  contact: PreviewContact | null;
  contactId: number | null;
  /** Of an update: which facts change, from what to what. */
  changes: FactChange[];
};

/** One fact that changed. `fact`: a fact of `PreviewContact`'s kind (`firstName`, `statusId` …) or `field:7`. */
export type FactChange = {
  fact: string;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
};

/** What an import would set off. `lookedAt`: contacts that were looked at; all, or so many from everywhere in the file. */
export type ForeseenByImport = { lookedAt: number; automations: ForeseenEntry[] };

/** What the check found. The counts add up to the rows of the file. `foreseen`: what it would set off, where it is asked to. */
export type Forecast = {
  counts: OutcomeCounts;
  problems: ProblemGroup[];
  preview: PreviewRow[];
  foreseen?: ForeseenByImport | null;
};

/** The same file, imported before. */
export type SameFile = { id: number; at: Date; by: string; state: ImportState; counts: OutcomeCounts | null };

/** An import in the list. */
export type ImportSummary = {
  id: number;
  state: ImportState;
  fileName: string;
  fileBytes: number;
  rowCount: number;
  counts: OutcomeCounts | null;
  /** A key under `imports.failures`. */
  failure: string | null;
  createdBy: { id: number; name: string };
  createdAt: Date;
  finishedAt: Date | null;
  undoneAt: Date | null;
};

/** How far the worker is in the present state: `done` of `total`, since when; `rate` in units a second, null until it is known. */
export type ImportProgress = {
  unit: 'bytes' | 'rows';
  done: number;
  total: number;
  startedAt: Date | null;
  rate: number | null;
  secondsLeft: number | null;
  /** Nobody works on it at the moment: it waits for the worker, or for another import of the workspace. */
  isWaiting: boolean;
};

/** Everything about one import. */
export type ImportDetail = ImportSummary & {
  version: number;
  receivedBytes: number;
  /** Null until the file has been read. */
  file: FileFacts | null;
  /** Guessed from the file until somebody saves one; null until it has been read. */
  plan: ImportPlan | null;
  forecast: Forecast | null;
  progress: ImportProgress | null;
  isCancelAsked: boolean;
  sameFile: SameFile[];
  /** Until when it can be undone; null: it cannot. */
  undoableUntil: Date | null;
  /** What undoing left as it is, by reason (a key under `imports.undo`). */
  kept: { reason: string; count: number }[];
};

/** A workspace's custom field, as far as an import needs it. */
export type ImportField = {
  id: number;
  name: string;
  kind: FieldKind;
  choices: { id: number; name: string }[];
};

export const NO_COUNTS: OutcomeCounts = { created: 0, updated: 0, unchanged: 0, duplicate: 0, rejected: 0 };

/** The fields that a number of a `field:7` target names; null for every other target. */
export function fieldIdOf(target: string): number | null {
  const [, id] = /^field:([1-9]\d{0,14})$/.exec(target) ?? [];
  return id ? Number(id) : null;
}
