import { ArrowDown, ArrowUp, CopyPlus, EllipsisVertical, GripVertical, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, type KeyboardEvent } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import type { Place, Way } from '#domain/automations/edit-rules.ts';
import { MAX_DEPTH, type Step, type StepOf } from '#domain/automations/types.ts';
import { AddStep } from './add-step.tsx';
import { Card } from './card.tsx';
import { useEditorFacts } from './editor-context.ts';
import { STEP_ICONS } from './icons.ts';
import type { StepVerbs } from './use-steps.ts';

type Props = { steps: Step[]; of: Place['of']; depth: number; verbs: StepVerbs };

/** Steps one after another, with a place to add one before, between and after them. */
export function StepList({ steps, of, depth, verbs }: Props) {
  const t = useTranslations('automations');
  const add = (at: number) => (
    <AddStep
      label={at === 0 ? t('addFirst') : t('addAfter', { number: at })}
      isFirst={steps.length === 0}
      canBranch={depth < MAX_DEPTH}
      onAdd={(kind) => verbs.add({ of, at }, kind)}
    />
  );
  return (
    <ol className="flow-list">
      {steps.map((step, index) => (
        <Fragment key={step.key}>
          <li className="flow-line" {...gapAt(of, index)}>
            {add(index)}
          </li>
          <li className="flow-item" data-step={step.key}>
            <StepCard step={step} number={index + 1} verbs={verbs} />
            {step.kind === 'branch' && <Ways step={step} depth={depth + 1} verbs={verbs} />}
          </li>
        </Fragment>
      ))}
      <li className="flow-line flow-line-last" {...gapAt(of, steps.length)}>
        {add(steps.length)}
      </li>
    </ol>
  );
}

/** Where a gap between steps is, for what is dropped into it. */
function gapAt(of: Place['of'], at: number) {
  return { 'data-gap': at, 'data-branch': of?.key, 'data-way': of?.way };
}

function StepCard({ step, number, verbs }: { step: Step; number: number; verbs: StepVerbs }) {
  const t = useTranslations('automations');
  const { stepWords } = useEditorFacts();
  const label = t(`steps.${step.kind}`);

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    verbs.move(step.key, event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut beside the menu, which says the same
    <div onKeyDown={onKeyDown}>
      <Card
        at={step.key}
        icon={STEP_ICONS[step.kind]}
        label={label}
        menu={
          <>
            <span className="flow-grip" data-grip aria-hidden>
              <GripVertical />
            </span>
            <StepMenu name={t('stepNamed', { number, name: label })} step={step} verbs={verbs} />
          </>
        }
        form={{ of: 'step', step, onChange: verbs.change }}
      >
        {stepWords(step)}
      </Card>
    </div>
  );
}

function StepMenu({ name, step, verbs }: { name: string; step: Step; verbs: StepVerbs }) {
  const t = useTranslations('automations');
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('stepVerbs', { name })} size="small" className="flow-card-menu">
          <EllipsisVertical />
        </IconButton>
      }
    >
      <MenuItem icon={<ArrowUp />} aside="Alt ↑" onSelect={() => verbs.move(step.key, -1)}>
        {t('moveUp')}
      </MenuItem>
      <MenuItem icon={<ArrowDown />} aside="Alt ↓" onSelect={() => verbs.move(step.key, 1)}>
        {t('moveDown')}
      </MenuItem>
      <MenuItem icon={<CopyPlus />} onSelect={() => verbs.double(step.key)}>
        {t('double')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => verbs.remove(step.key)}>
        {t('removeStep')}
      </MenuItem>
    </Menu>
  );
}

function Ways({ step, depth, verbs }: { step: StepOf<'branch'>; depth: number; verbs: StepVerbs }) {
  const t = useTranslations('automations');
  return (
    <div className="flow-ways" data-depth={depth}>
      {(['then', 'otherwise'] as const satisfies Way[]).map((way) => (
        <section key={way} className="flow-way" aria-label={t(`ways_${way}`)}>
          <p className="flow-way-name">{t(`ways_${way}`)}</p>
          <StepList steps={step[way]} of={{ key: step.key, way }} depth={depth} verbs={verbs} />
        </section>
      ))}
    </div>
  );
}
