'use client';

import { useEffect } from 'react';
import { forgetContacts } from './recent-contacts.ts';

/** Signing out, by whatever way, ends on a page that has this. */
export function ForgetContacts() {
  useEffect(forgetContacts, []);
  return null;
}
