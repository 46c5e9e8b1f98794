'use client';

import { useTranslations } from 'next-intl';
import { OptionList } from '#components/ui/option-list.tsx';
import { ROLES, type Role } from '#db/values.ts';

type Props = { value: Role; error?: string; onChange: (role: Role) => void };

/** The roles, each with what it may do. */
export function RoleOptions({ value, error, onChange }: Props) {
  const t = useTranslations('members');
  return (
    <OptionList
      legend={t('role')}
      name="role"
      value={value}
      error={error}
      onChange={(role) => onChange(role as Role)}
      options={ROLES.map((role) => ({
        value: role,
        label: t(`roles.${role}`),
        hint: t(`roleHints.${role}`),
      }))}
    />
  );
}
