'use client';

import { Filter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import { useFilterTools } from '#components/forms/filter-context.ts';
import type { Automation } from '#domain/automations/get.ts';
import type { Sample } from '#domain/automations/preview-text.ts';
import { problemsIn } from '#domain/automations/rules.ts';
import type { Step } from '#domain/automations/types.ts';
import { Card } from './card.tsx';
import { EditorProvider } from './editor-context.ts';
import { EditorHead } from './editor-head.tsx';
import { TRIGGER_ICONS } from './icons.ts';
import { SampleCard } from './sample-card.tsx';
import { StepList } from './step-list.tsx';
import { stepWords } from './step-words.ts';
import { conditionWords, triggerWords } from './trigger-words.ts';
import type { Choices, EditorActions, VersionView } from './types.ts';
import { type Editor, useEditor } from './use-editor.ts';
import { type Speaker, useSpeaker } from './use-speaker.tsx';
import { useStepDrag } from './use-step-drag.ts';
import { useSteps } from './use-steps.ts';
import { VersionCard } from './version-card.tsx';

type Props = {
  automation: Automation;
  choices: Choices;
  sample: Sample | null;
  hasHours: boolean;
  hasEmail: boolean;
  versions: VersionView[];
  actions: EditorActions;
  /** Links to what else there is of this automation. */
  links: ReactNode;
};

/** The whole of /automations/[id] below the frame. */
export function EditorScreen(props: Props) {
  const { automation, choices, hasHours, hasEmail, versions, actions, links } = props;
  const editor = useEditor(automation.id, automation);
  const [openAt, setOpenAt] = useState<string | null>(() => firstOpen(automation));
  const [sample, setSample] = useState(props.sample);
  const { words: filterWords } = useFilterTools();
  const speaker = useSpeaker(choices, filterWords);
  const { definition } = editor;
  const problems = useMemo(() => problemsIn(definition, choices), [definition, choices]);
  const words = (step: Step) => stepWords(speaker, step);
  const facts = { choices, sample, hasHours, hasEmail, problems, openAt, setOpenAt, stepWords: words };
  return (
    <EditorProvider value={facts}>
      <EditorHead automation={automation} editor={editor} actions={actions} />
      <div className="flow-page">
        <Flow editor={editor} speaker={speaker} setOpenAt={setOpenAt} />
        <aside className="flow-aside">
          {links}
          <SampleCard sample={sample} onChange={setSample} />
          <VersionCard
            versions={versions}
            current={automation.number}
            onTake={(taken) => editor.change({ definition: taken })}
          />
        </aside>
      </div>
    </EditorProvider>
  );
}

/** One that nobody has said anything of opens where it begins. */
function firstOpen({ definition, isOn }: Automation): string | null {
  return !isOn && definition.steps.length === 0 ? 'trigger' : null;
}

type FlowProps = {
  editor: Editor;
  speaker: Speaker;
  setOpenAt: (at: string | null) => void;
};

function Flow({ editor, speaker, setOpenAt }: FlowProps) {
  const t = useTranslations('automations');
  const { trigger, conditions, steps } = editor.definition;
  const verbs = useSteps(
    steps,
    (change) =>
      editor.change(({ definition }) => ({
        definition: { ...definition, steps: change(definition.steps) },
      })),
    setOpenAt,
  );
  const section = useStepDrag(verbs);
  return (
    <div className="flow">
      <Card
        at="trigger"
        icon={TRIGGER_ICONS[trigger.kind]}
        label={t('when')}
        form={{
          of: 'trigger',
          trigger,
          onChange: (next) =>
            editor.change(({ definition }) => ({ definition: { ...definition, trigger: next } })),
        }}
      >
        {triggerWords(speaker, trigger)}
      </Card>
      <div className="flow-line" aria-hidden />
      <Card
        at="conditions"
        icon={Filter}
        label={t('onlyIf')}
        form={{
          of: 'conditions',
          conditions,
          onChange: (next) =>
            editor.change(({ definition }) => ({ definition: { ...definition, conditions: next } })),
        }}
      >
        {conditionWords(speaker, conditions) || t('noConditions')}
      </Card>
      <section ref={section} aria-label={t('then')}>
        <StepList steps={steps} of={null} depth={0} verbs={verbs} />
      </section>
    </div>
  );
}
