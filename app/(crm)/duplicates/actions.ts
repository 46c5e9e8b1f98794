'use server';

import { action } from '#app/_server/action.ts';
import { dismissDuplicate, reopenDuplicate } from '#domain/duplicates/dismiss.ts';

export const dismissDuplicateAction = action(dismissDuplicate);
export const reopenDuplicateAction = action(reopenDuplicate);
