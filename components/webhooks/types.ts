import type { Action } from '#domain/result.ts';

export type ReplayActions = { replay: Action<{ count: number }>; replayAll: Action<{ count: number }> };
