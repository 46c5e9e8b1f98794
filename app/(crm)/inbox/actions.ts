'use server';

import { action } from '#app/_server/action.ts';
import { makeLead } from '#domain/conversations/make-lead.ts';

export const makeLeadAction = action(makeLead);
