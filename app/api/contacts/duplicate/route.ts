import { read } from '#app/_server/read.ts';
import { findDuplicate } from '#domain/contacts/find-duplicate.ts';

/** Who already has the `phone` or `email` being typed, other than the contact `exceptId`. */
export const GET = read(findDuplicate);
