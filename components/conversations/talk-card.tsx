import { useTranslations } from 'next-intl';
import { Thread } from './thread.tsx';
import type { ThreadActions, ThreadView } from './types.ts';

type Props = { contactId: number; first: ThreadView; actions: ThreadActions };

/** The conversation on a contact's page. */
export function TalkCard({ contactId, first, actions }: Props) {
  const t = useTranslations('conversation');
  return (
    <section className="talk-card" aria-labelledby="talk-title">
      <header className="contact-card-header">
        <h2 id="talk-title">{t('title')}</h2>
      </header>
      <Thread key={contactId} place={{ contactId }} first={first} actions={actions} />
    </section>
  );
}
