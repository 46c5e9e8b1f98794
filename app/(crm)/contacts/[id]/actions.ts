'use server';

import { action } from '#app/_server/action.ts';
import { uploadFolder } from '#app/_server/upload-folder.ts';
import { giveConsent } from '#domain/consents/give.ts';
import { optIn, optOut } from '#domain/consents/opt-out.ts';
import { revokeConsent } from '#domain/consents/revoke.ts';
import { eraseContact } from '#domain/privacy/erase.ts';

export const giveConsentAction = action(giveConsent);
export const revokeConsentAction = action(revokeConsent);
export const optOutAction = action(optOut);
export const optInAction = action(optIn);
/** Its page is gone afterwards: the screen leaves it by itself. */
export const eraseContactAction = action((ctx, input) => eraseContact(ctx, input, uploadFolder()), {
  refreshes: false,
});
