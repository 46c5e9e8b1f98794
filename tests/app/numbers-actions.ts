import { type ActionRow, or } from './access-row.ts';
import type { World } from './world.ts';

const number = async (world: World, isMissing: boolean) => ({
  id: or(isMissing, isMissing ? 0 : await world.numberId()),
});

/** Numbers of WhatsApp and how the workspace deals with it: for admins alone. */
export const NUMBERS_ACTIONS: Record<string, ActionRow> = {
  connectNumberAction: {
    may: 'admins',
    input: () => ({
      phoneNumberId: String(Math.floor(Math.random() * 1e12) + 1e12),
      accountId: '102290129340398',
      displayPhone: '+55 11 90001-0010',
      token: 'EAAGtoken',
    }),
  },
  updateNumberAction: {
    may: 'admins',
    input: async (world, isMissing) => ({
      ...(await number(world, isMissing)),
      version: 1,
      name: 'Suporte',
      accountId: '102290129340398',
      displayPhone: '+55 11 90001-0010',
    }),
    missing: 'not_found',
  },
  disconnectNumberAction: { may: 'admins', input: number, missing: 'not_found' },
  testConnectionAction: { may: 'admins', input: number, missing: 'not_found' },
  resumeNumberAction: { may: 'admins', input: number, missing: 'not_found' },
  syncTemplatesAction: { may: 'admins', input: number, missing: 'not_found' },
  updateWhatsappSettingsAction: {
    may: 'admins',
    input: () => ({ version: 0, optOutWords: ['SAIR'], keepEventsDays: 7 }),
  },
};
