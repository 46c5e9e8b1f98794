import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';

/** On phones, where rows have no check boxes until somebody asks for them. `isOn`: something is selected already. */
export function Picking({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const t = useTranslations('contacts');
  const [isAsked, setAsked] = useState(false);
  const isPicking = isOn || isAsked;
  return (
    <div className={isPicking ? 'picking is-picking' : 'picking'}>
      {!isOn && (
        <Button size="small" className="picking-button" onClick={() => setAsked(!isAsked)}>
          {t(isAsked ? 'picked' : 'pick')}
        </Button>
      )}
      {children}
    </div>
  );
}
