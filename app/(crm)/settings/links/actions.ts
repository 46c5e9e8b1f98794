'use server';

import { action } from '#app/_server/action.ts';
import { archiveLink } from '#domain/auto-lead/archive-link.ts';
import { createLink } from '#domain/auto-lead/create-link.ts';
import { updateLink } from '#domain/auto-lead/update-link.ts';

export const createLinkAction = action(createLink);
export const updateLinkAction = action(updateLink);
export const archiveLinkAction = action(archiveLink);
