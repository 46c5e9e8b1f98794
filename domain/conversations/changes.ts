import type { Content } from './content.ts';

/** Meta's id of the message that is meant, and when it was done. */
export type RevokedMessage = { wamid: string; at: Date };

/** `emoji` empty: taken back. */
export type MadeReaction = RevokedMessage & { emoji: string };

export type EditedMessage = RevokedMessage & { body: string; content: Partial<Content> };
