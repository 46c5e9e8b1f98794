'use server';

import { setHiddenColumns, setPreferences } from '#domain/members/set-preferences.ts';
import { action } from './action.ts';

export const setHiddenColumnsAction = action(setHiddenColumns);
export const setPreferencesAction = action(setPreferences, { refreshes: false });
