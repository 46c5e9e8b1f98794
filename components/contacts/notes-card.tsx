import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { Action } from '#domain/result.ts';
import { useEditing } from './use-editing.ts';

// Fetched when somebody is about to write.
const formCode = () => import('./notes-form.tsx');
const NotesForm = lazy(formCode);

type Props = { contact: Contact; update: Action<unknown> };

/** What the team has noted about a person. Ctrl + Enter saves; only "Cancelar" gives up what was typed. */
export function NotesCard({ contact, update }: Props) {
  const t = useTranslations('contacts');
  const editing = useEditing(contact, 'notes', contact.notes, update);
  const isOpen = editing.draft !== null;
  return (
    <section className="contact-card" aria-labelledby="notes-title">
      <header className="contact-card-header">
        <h2 id="notes-title">{t('fields.notes')}</h2>
        {!isOpen && (
          <Button
            size="small"
            variant="quiet"
            onPointerEnter={formCode}
            onFocus={formCode}
            onClick={editing.begin}
          >
            {t(contact.notes ? 'edit' : 'addNote')}
          </Button>
        )}
      </header>
      {isOpen ? (
        <Suspense fallback={<p className="contact-notes">{contact.notes}</p>}>
          <NotesForm editing={editing} />
        </Suspense>
      ) : (
        <p className={contact.notes ? 'contact-notes' : 'text-foreground-muted'}>
          {contact.notes || t('noNotes')}
        </p>
      )}
    </section>
  );
}
