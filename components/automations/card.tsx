import { ChevronDown, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense } from 'react';
import type { FormProps } from './card-form.tsx';
import { useEditorFacts } from './editor-context.ts';
import { useTrouble } from './use-trouble.ts';

// Fetched when the first card is opened: reading needs no forms.
const CardForm = lazy(() => import('./card-form.tsx'));

type Props = {
  /** The trigger's, the conditions', or a step's key. */
  at: string;
  icon: LucideIcon;
  /** What kind of card it is: "Quando". */
  label: string;
  /** The sentence. */
  children: ReactNode;
  /** Verbs at its end. */
  menu?: ReactNode;
  form: FormProps;
};

/** One card of the flow: a sentence that opens into what it is made of. */
export function Card({ at, icon: Icon, label, children, menu, form }: Props) {
  const t = useTranslations('automations');
  const { openAt, setOpenAt, problems } = useEditorFacts();
  const trouble = useTrouble();
  const isOpen = openAt === at;
  const mine = problems.filter((one) => one.at === at);
  return (
    <div className="flow-card" data-open={isOpen || undefined} data-trouble={mine.length > 0 || undefined}>
      <div className="flow-card-head">
        <button
          type="button"
          id={cardId(at)}
          className="flow-card-button"
          aria-expanded={isOpen}
          aria-controls={`${cardId(at)}-form`}
          onClick={() => setOpenAt(isOpen ? null : at)}
        >
          <Icon aria-hidden className="flow-card-icon" />
          <span className="flow-card-words">
            <span className="flow-card-label">{label}</span>
            <span className="flow-card-sentence">{children}</span>
            {mine.length > 0 && (
              <span className="flow-card-trouble">
                <TriangleAlert aria-hidden />
                <span>{trouble(mine)}</span>
              </span>
            )}
          </span>
          <ChevronDown aria-hidden className="flow-card-chevron" />
        </button>
        {menu}
      </div>
      <div id={`${cardId(at)}-form`} hidden={!isOpen}>
        {isOpen && (
          <Suspense fallback={<p className="flow-card-form field-hint">{t('loading')}</p>}>
            <div className="flow-card-form">
              <CardForm {...form} />
            </div>
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** The id of a card's button. */
export function cardId(at: string): string {
  return `card-${at}`;
}
