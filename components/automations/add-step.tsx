import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx';
import { STEP_KINDS, type StepKind } from '#db/automation-values.ts';
import { STEP_ICONS } from './icons.ts';

const GROUPS: { key: string; kinds: readonly StepKind[] }[] = [
  { key: 'talk', kinds: ['send', 'notify', 'task', 'note'] },
  { key: 'contact', kinds: ['status', 'owner', 'origin', 'type', 'field', 'group_add', 'group_remove'] },
  { key: 'flow', kinds: ['wait', 'branch', 'stop'] },
  { key: 'outside', kinds: ['webhook'] },
];

type Props = {
  /** Told to ears: after which card. */
  label: string;
  /** With words on it, where there is no step yet. */
  isFirst?: boolean;
  canBranch: boolean;
  onAdd: (kind: StepKind) => void;
};

/** The plus on a line between cards, and what can be put there. */
export function AddStep({ label, isFirst, canBranch, onAdd }: Props) {
  const t = useTranslations('automations');
  const trigger = isFirst ? (
    <Button size="small" aria-label={label}>
      <Plus />
      {t('addStep')}
    </Button>
  ) : (
    <IconButton size="small" variant="secondary" className="flow-plus" label={label}>
      <Plus />
    </IconButton>
  );
  return (
    <Menu trigger={trigger}>
      {GROUPS.map(({ key, kinds }) => (
        <div key={key}>
          <MenuLabel>{t(`stepGroups.${key}`)}</MenuLabel>
          {STEP_KINDS.filter((kind) => kinds.includes(kind))
            .toSorted((a, b) => kinds.indexOf(a) - kinds.indexOf(b))
            .map((kind) => {
              const Icon = STEP_ICONS[kind];
              return (
                <MenuItem
                  key={kind}
                  icon={<Icon />}
                  disabled={kind === 'branch' && !canBranch}
                  onSelect={() => onAdd(kind)}
                >
                  {t(`steps.${kind}`)}
                </MenuItem>
              );
            })}
        </div>
      ))}
    </Menu>
  );
}
