import type { Action } from '#domain/result.ts';

export type Invited = { email: string; expiresAt: Date; link: string };

/** What the page hands to its screen. */
export type MemberActions = {
  invite: Action<Invited>;
  revoke: Action<void>;
  changeRole: Action<void>;
  deactivate: Action<{ movedTotal: number }>;
  reactivate: Action<void>;
  handOver: Action<{ movedTotal: number }>;
};
