import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ContactPicker } from '#components/forms/contact-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import type { FoundContact } from '#domain/contacts/look-up.ts';

type Props = {
  contact: FoundContact | null;
  error: string | undefined;
  onChoose: (contact: FoundContact | null) => void;
};

/** For whom a task is that is written away from a contact's page: searched and chosen, and shown once it is. */
export function TaskContact({ contact, error, onChoose }: Props) {
  const t = useTranslations('tasks');
  const [isAnother, setAnother] = useState(false);
  if (!contact)
    return (
      <ContactPicker
        label={t('contact')}
        chosenId={null}
        error={error}
        takesFocus={isAnother}
        onChoose={onChoose}
      />
    );
  const { name, maskedPhone, email, company, id } = contact;
  return (
    <fieldset className="field">
      <legend className="sr-only">{t('contact')}</legend>
      <span className="field-label" aria-hidden>
        {t('contact')}
      </span>
      <div className="task-for">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium" data-tip-clipped="">
            {name || `#${id}`}
          </span>
          <span className="picker-more block">
            {[maskedPhone, email, company].filter(Boolean).join(' · ')}
          </span>
        </span>
        <Button
          size="small"
          onClick={() => {
            setAnother(true);
            onChoose(null);
          }}
        >
          {t('otherContact')}
        </Button>
      </div>
    </fieldset>
  );
}
