'use server';

import { action } from '#app/_server/action.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { updateWhatsappSettings } from '#domain/whatsapp/settings.ts';
import { resumeNumber } from '#domain/whatsapp/stop.ts';
import { syncTemplatesOf } from '#domain/whatsapp/sync-templates.ts';
import { testConnection } from '#domain/whatsapp/test-connection.ts';
import { updateNumber } from '#domain/whatsapp/update.ts';

export const connectNumberAction = action(connectNumber);
export const updateNumberAction = action(updateNumber);
export const disconnectNumberAction = action(disconnectNumber);
export const testConnectionAction = action(testConnection);
export const resumeNumberAction = action(resumeNumber);
export const syncTemplatesAction = action(syncTemplatesOf);
export const updateWhatsappSettingsAction = action(updateWhatsappSettings);
