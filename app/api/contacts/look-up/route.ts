import { read } from '#app/_server/read.ts';
import { lookUpContacts } from '#domain/contacts/look-up.ts';

/** The first contacts that `q` finds, other than the contact `exceptId`, for choosing one. */
export const GET = read(lookUpContacts);
