'use server';

import { setColumnOrder, setHiddenColumns, setPreferences } from '#domain/members/set-preferences.ts';
import { action } from './action.ts';

export const setHiddenColumnsAction = action(setHiddenColumns);
export const setColumnOrderAction = action(setColumnOrder);
export const setPreferencesAction = action(setPreferences, { refreshes: false });
