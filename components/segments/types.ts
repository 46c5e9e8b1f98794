import type { ContactCount } from '#domain/contacts/count.ts';
import type { FilterTree } from '#domain/contacts/filter-tree.ts';
import type { Action } from '#domain/result.ts';
import type { SegmentDependents } from '#domain/segments/dependents.ts';
import type { Segment } from '#domain/segments/list.ts';

/** One part of the filter in force, in words. */
export type Chip = {
  key: string;
  words: string;
  isBroken: boolean;
  removeLabel: string;
  hrefWithout: string;
};

export type SegmentChoice = { id: number; name: string };

/** The list or board that a filter narrows. */
export type FilterPlace = {
  path: '/contacts' | '/pipeline';
  /** The query in force, in its one spelling, without the page. */
  query: string;
  where: FilterTree | null;
};

export type SaveSegment = Action<Segment>;

export type SegmentActions = {
  update: Action<Segment>;
  duplicate: Action<Segment>;
  remove: Action<{ name: string }>;
  dependents: Action<SegmentDependents>;
};

/** A segment as its list shows it. */
export type SegmentRow = Segment & {
  ownerName: string;
  isMine: boolean;
  mayChange: boolean;
  where: FilterTree | null;
  /** The filter in words. */
  words: string;
  isBroken: boolean;
  count: ContactCount;
};
