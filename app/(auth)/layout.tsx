import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { LanguagePicker } from '#components/auth/language-picker.tsx';
import { Brand } from '#components/frame/brand.tsx';
import { ForgetContacts } from '#components/frame/forget-contacts.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { setLocaleAction } from './actions.ts';

export const metadata: Metadata = {
  robots: { index: false },
  // Links of invitations and of the first set-up are secrets; "no-referrer" would make browsers hide where forms come from.
  referrer: 'same-origin',
};

/** Pages of people who are not signed in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="auth">
      <ForgetContacts />
      <header className="auth-brand">
        <Brand />
        Chat-Bot
      </header>
      <ClientMessages names={['auth', 'problems', 'errors']}>{children}</ClientMessages>
      <LanguagePicker action={setLocaleAction} />
    </div>
  );
}
