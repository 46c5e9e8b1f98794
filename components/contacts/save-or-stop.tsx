import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/icon-button.tsx';

/** The two ways out of a detail that is being edited. */
export function SaveOrStop({ pending, onStop }: { pending: boolean; onStop: () => void }) {
  const t = useTranslations('contacts');
  return (
    <>
      <IconButton type="submit" label={t('save')} pending={pending}>
        <Check />
      </IconButton>
      <IconButton label={t('cancel')} onClick={onStop}>
        <X />
      </IconButton>
    </>
  );
}
