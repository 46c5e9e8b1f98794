import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Duplicate } from '#domain/contacts/find-duplicate.ts';
import type { Action, ActionFailure } from '#domain/result.ts';
import { EraseForm } from './erase-form.tsx';

export type TrashQuestion =
  | { ask: 'erase'; contact: { id: number; name: string } }
  | { ask: 'refused'; name: string; failure: ActionFailure };

type Props = { question: TrashQuestion; erase: Action<unknown>; onClose: () => void };

// Default export: React.lazy takes no other.
/** The dialogs of the trash; fetched when one is opened. */
export default function TrashDialog({ question, erase, onClose }: Props) {
  const t = useTranslations('trash');
  const privacy = useTranslations('privacy');
  const toast = useToast();
  const router = useRouter();
  const change = (isOpen: boolean) => !isOpen && onClose();
  if (question.ask === 'refused') {
    return (
      <Dialog open onOpenChange={change} title={t('refusedTitle', { name: question.name })}>
        <Refused failure={question.failure} onClose={onClose} />
      </Dialog>
    );
  }
  const { contact } = question;
  const onErased = () => {
    onClose();
    router.refresh();
    toast({ title: privacy('erased') });
  };
  return (
    <Dialog open onOpenChange={change} title={privacy('eraseTitle', { name: contact.name })}>
      <EraseForm contact={contact} erase={erase} onErased={onErased} />
    </Dialog>
  );
}

/** Who has the phone or e-mail by now, and the way to them. */
function Refused({ failure, onClose }: { failure: ActionFailure; onClose: () => void }) {
  const t = useTranslations('trash');
  const problems = useProblems();
  const fields = (['phone', 'email'] as const).filter((field) => failure.fields[field]);
  const holders = holdersIn(failure);
  return (
    <>
      <DialogBody>
        <div className="flex flex-col gap-3">
          <ul className="flex list-disc flex-col gap-1 ps-5">
            {fields.map((field) => (
              <li key={field} className="wrap-anywhere">
                {t(field)}: {problems.at(failure, field)}
              </li>
            ))}
          </ul>
          <p className="text-foreground-muted">{t('refusedHint')}</p>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('close')}</Button>
        {holders.map(({ id, name }) => (
          <ButtonLink key={id} variant="primary" href={`/contacts/${id}`}>
            <span className="truncate">{t('openNamed', { name })}</span>
          </ButtonLink>
        ))}
      </DialogFooter>
    </>
  );
}

function holdersIn({ details }: ActionFailure): { id: number; name: string }[] {
  const { duplicates = [] } = { ...(details as { duplicates?: Duplicate[] } | undefined) };
  const found = duplicates.flatMap(({ contact }) => contact ?? []);
  return found.filter((one, at) => found.findIndex(({ id }) => id === one.id) === at);
}
