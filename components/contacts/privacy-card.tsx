import { Download, Eraser } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { PrivacyActions, PrivacyQuestion, PrivacyView } from './privacy-view.ts';

const PrivacyDialog = lazy(() => import('./privacy-dialog.tsx'));
// Few contacts have given one.
const ConsentList = lazy(() => import('./consent-list.tsx'));

type Props = { contact: Contact; view: PrivacyView; actions: PrivacyActions };

/** What the person agreed to, whether they want messages, and what the law lets them ask for: their data, and to be forgotten. */
export function PrivacyCard({ contact, view, actions }: Props) {
  const t = useTranslations('privacy');
  const [question, ask] = useState<PrivacyQuestion | null>(null);
  return (
    <section className="contact-card" aria-labelledby="privacy-title">
      <header className="contact-card-header">
        <h2 id="privacy-title">{t('title')}</h2>
        <Button size="small" variant="quiet" onClick={() => ask({ ask: 'give' })}>
          {t('give')}
        </Button>
      </header>
      <Messages view={view} ask={ask} />
      {view.consents.length === 0 ? (
        <p className="text-foreground-muted">{t('noConsents')}</p>
      ) : (
        <Suspense fallback={null}>
          <ConsentList consents={view.consents} onRevoke={(consentId) => ask({ ask: 'revoke', consentId })} />
        </Suspense>
      )}
      <Rights contactId={contact.id} may={view.may} ask={ask} />
      {question && (
        <Suspense fallback={null}>
          <PrivacyDialog
            question={question}
            contact={contact}
            view={view}
            actions={actions}
            onClose={() => ask(null)}
          />
        </Suspense>
      )}
    </section>
  );
}

type Ask = (question: PrivacyQuestion) => void;

function Messages({ view, ask }: { view: PrivacyView; ask: Ask }) {
  const t = useTranslations('privacy');
  const { optedOutSince, may } = view;
  return (
    <div className="privacy-messages">
      <p>
        {optedOutSince
          ? t.rich('wantsNone', {
              since: () => (
                <Time
                  dateTime={optedOutSince.iso}
                  relative={optedOutSince.relative}
                  exact={optedOutSince.exact}
                />
              ),
            })
          : t('wantsMessages')}
      </p>
      {optedOutSince === null && (
        <Button size="small" onClick={() => ask({ ask: 'optOut' })}>
          {t('optOut')}
        </Button>
      )}
      {optedOutSince !== null && may.optIn && (
        <Button size="small" onClick={() => ask({ ask: 'optIn' })}>
          {t('optIn')}
        </Button>
      )}
    </div>
  );
}

function Rights({ contactId, may, ask }: { contactId: number; may: PrivacyView['may']; ask: Ask }) {
  const t = useTranslations('privacy');
  if (!may.export && !may.erase) return null;
  const href = (format: string) => `/api/contacts/personal-data?id=${contactId}&format=${format}`;
  return (
    <div className="privacy-rights">
      {may.export && (
        <>
          <a className="btn btn-quiet btn-small" href={href('json')} download>
            <Download />
            {t('exportJson')}
          </a>
          <a className="btn btn-quiet btn-small" href={href('csv')} download>
            <Download />
            {t('exportCsv')}
          </a>
        </>
      )}
      {may.erase && (
        <Button size="small" variant="quiet" className="privacy-erase" onClick={() => ask({ ask: 'erase' })}>
          <Eraser />
          {t('erase')}
        </Button>
      )}
    </div>
  );
}
