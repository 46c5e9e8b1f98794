import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import { ConsentForm } from './consent-form.tsx';
import { EraseForm } from './erase-form.tsx';
import type { PrivacyActions, PrivacyQuestion, PrivacyView } from './privacy-view.ts';
import { ReasonForm } from './reason-form.tsx';

type Props = {
  question: PrivacyQuestion;
  contact: Contact;
  view: PrivacyView;
  actions: PrivacyActions;
  onClose: () => void;
};

/** The dialogs of the privacy card; fetched when one is opened. */
export default function PrivacyDialog(props: Props) {
  const { question, contact, onClose } = props;
  const t = useTranslations('privacy');
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`${question.ask}Title`, { name: contact.name })}
      confirmClose={question.ask !== 'erase'}
    >
      <Answer {...props} />
    </Dialog>
  );
}

function Answer({ question, contact, view, actions, onClose }: Props) {
  const t = useTranslations('privacy');
  const toast = useToast();
  const router = useRouter();
  const { id } = contact;
  const done = (title: string) => {
    onClose();
    toast({ title });
  };
  // The page is no more.
  const leave = () => {
    router.push('/contacts');
    toast({ title: t('erased') });
  };
  switch (question.ask) {
    case 'give':
      return (
        <ConsentForm contactId={id} now={view.now} give={actions.give} onDone={() => done(t('given'))} />
      );
    case 'erase':
      return <EraseForm contact={contact} erase={actions.erase} onErased={leave} />;
    case 'revoke':
      return (
        <ReasonForm
          key="revoke"
          ask="revoke"
          action={actions.revoke}
          input={{ id, consentId: question.consentId }}
          onDone={() => done(t('revokeDone'))}
        />
      );
    case 'optOut':
    case 'optIn':
      return (
        <ReasonForm
          key={question.ask}
          ask={question.ask}
          action={actions[question.ask]}
          input={{ id }}
          onDone={() => done(t(`${question.ask}Done`))}
        />
      );
  }
}
