import {
  CornerDownRight,
  Hourglass,
  type LucideIcon,
  Medal,
  Plus,
  Send,
  Undo2,
  UserRoundCheck,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Dialog, DialogBody } from '#components/ui/dialog.tsx';
import { blankTrigger, NO_CONDITIONS } from '#domain/automations/edit-rules.ts';
import {
  AUTOMATION_TEMPLATES,
  type AutomationTemplate,
  definitionFrom,
  type TemplatePieces,
} from '#domain/automations/templates-rules.ts';
import type { Definition } from '#domain/automations/types.ts';
import { freeName } from './free-name.ts';
import type { AutomationActions } from './types.ts';

type Props = {
  open: boolean;
  pieces: TemplatePieces;
  names: string[];
  create: AutomationActions['create'];
  onClose: () => void;
};

const ICONS: Record<AutomationTemplate, LucideIcon> = {
  welcome: Send,
  follow_up: Hourglass,
  big_win: Medal,
  hand_over: UserRoundCheck,
  win_back: Undo2,
};
const BLANK: Definition = {
  trigger: blankTrigger('contact_created'),
  conditions: NO_CONDITIONS,
  steps: [],
};

/** What to begin with: one of the templates, or nothing. */
export default function NewAutomation({ open, pieces, names, create, onClose }: Props) {
  const t = useTranslations('automations');
  const router = useRouter();
  const problems = useProblems();
  const { run, pending, failure } = useAction(create);
  const [chosen, setChosen] = useState<AutomationTemplate | 'blank' | null>(null);
  const words = useTemplateWords();

  async function begin(with_: AutomationTemplate | 'blank') {
    if (pending) return;
    setChosen(with_);
    const definition = with_ === 'blank' ? BLANK : definitionFrom(with_, words, pieces);
    const result = await run({ name: freeName(t(`templates.${with_}.name`), names), definition });
    if (result.ok) router.push(`/automations/${result.value.id}`);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('newTitle')}
      description={t('newBody')}
      size="large"
    >
      <DialogBody>
        {failure && (
          <p className="field-error" role="alert">
            {problems.sentence(failure)}
          </p>
        )}
        <ul className="template-list">
          {AUTOMATION_TEMPLATES.map((one) => (
            <Choice
              key={one}
              icon={ICONS[one]}
              name={t(`templates.${one}.name`)}
              body={t(`templates.${one}.body`)}
              isBusy={pending && chosen === one}
              onChoose={() => begin(one)}
            />
          ))}
          <Choice
            icon={Plus}
            name={t('templates.blank.label')}
            body={t('templates.blank.body')}
            isBusy={pending && chosen === 'blank'}
            onChoose={() => begin('blank')}
          />
        </ul>
      </DialogBody>
    </Dialog>
  );
}

/** What templates say, in the language of whoever begins. */
function useTemplateWords() {
  const t = useTranslations('automations');
  return {
    welcomeText: t('templateWords.welcomeText'),
    followUpText: t('templateWords.followUpText'),
    followUpTask: t('templateWords.followUpTask'),
    bigWinText: t('templateWords.bigWinText'),
    handOverText: t('templateWords.handOverText'),
    handOverTask: t('templateWords.handOverTask'),
    winBackText: t('templateWords.winBackText'),
  };
}

type ChoiceProps = { icon: LucideIcon; name: string; body: string; isBusy: boolean; onChoose: () => void };

function Choice({ icon: Icon, name, body, isBusy, onChoose }: ChoiceProps) {
  return (
    <li>
      <button type="button" className="template-choice" aria-busy={isBusy || undefined} onClick={onChoose}>
        <Icon aria-hidden />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{name}</span>
          <span className="field-hint">{body}</span>
        </span>
        {isBusy ? <span className="spinner" /> : <CornerDownRight aria-hidden className="template-go" />}
      </button>
    </li>
  );
}
