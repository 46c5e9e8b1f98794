import type { Deciding } from './decide-sql.ts';

/** Which rows a batch is about, and of which import. */
export type Batch = Pick<Deciding, 'workspaceId' | 'importId' | 'plan' | 'from' | 'to'> & {
  index: number;
  /** One of two that may write at once. */
  slot: 0 | 1;
  changeId: string;
  createdBy: number;
};
