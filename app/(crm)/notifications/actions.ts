'use server';

import { action } from '#app/_server/action.ts';
import { markNotificationsRead } from '#domain/notifications/mark-read.ts';

export const markNotificationsReadAction = action(markNotificationsRead);
