import type { ContactType } from '#db/values.ts';

export type TextColumn = 'name' | 'phone' | 'email' | 'company' | 'website' | 'notes';
export type InstantColumn = 'createdAt' | 'updatedAt' | 'lastActivityAt' | 'statusSince' | 'lastMessageAt';
export type TextMode = 'equals' | 'contains' | 'starts' | 'ends';

type TouchPlace = 'first' | 'last' | 'any';
/** An advertisement by Meta's id, or a link of ours by its code. */
export type Campaign = { kind: 'ad' | 'link'; key: string };

/** What a condition on the answers to a custom field asks. Days are both included. */
export type FieldTest =
  | { kind: 'filled' }
  | { kind: 'text'; mode: TextMode; text: string }
  | { kind: 'number'; sign: '=' | '<' | '<=' | '>' | '>='; number: number }
  | { kind: 'range'; from: number; to: number }
  | { kind: 'date'; from: string | null; to: string | null }
  | { kind: 'choice'; ids: number[] }
  | { kind: 'yesNo'; is: boolean };

/**
 * What a condition comes to once its words are looked up: nothing in it depends on today, on who asks, or on what was deleted. Texts are
 * folded as searches are; instants are from (included) to (excluded).
 */
export type Check =
  | { kind: 'nothing' }
  | { kind: 'all' | 'any'; checks: Check[] }
  | { kind: 'not'; check: Check }
  | { kind: 'text'; column: TextColumn; mode: TextMode; text: string }
  | { kind: 'filled'; column: TextColumn }
  | { kind: 'in'; column: 'statusId' | 'originId' | 'ownerId'; ids: number[] }
  | { kind: 'unowned' }
  | { kind: 'type'; types: ContactType[] }
  | { kind: 'active' }
  | { kind: 'instant'; column: InstantColumn; from: Date | null; to: Date | null }
  | { kind: 'optedOut' }
  | { kind: 'consent'; purpose: string }
  /** `ids` null: in any group. */
  | { kind: 'group'; ids: number[] | null }
  | { kind: 'import'; ids: number[]; outcome: 'created' | 'updated' }
  | { kind: 'field'; id: number; test: FieldTest }
  /** A stay in a status, come from another one (null: from wherever), that began or ended then. */
  | {
      kind: 'stay';
      statusId: number;
      cameFrom: number | null;
      edge: 'since' | 'until';
      from: Date | null;
      to: Date | null;
    }
  | { kind: 'stood'; statusId: number; at: Date }
  /** A move from one status to another that happened then; `by` null: whoever made it. */
  | { kind: 'moved'; by: number | null; from: Date | null; to: Date | null }
  /** Of the contact's touches that count, the first, the last or any is of these origins (`originIds` null: there is one at all), and by this campaign. */
  | { kind: 'touched'; which: TouchPlace; originIds: number[] | null; campaign: Campaign | null }
  /** The contact's own origin was one of these before origins were merged. */
  | { kind: 'cameFrom'; originIds: number[] };
