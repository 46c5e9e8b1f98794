'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Member } from '#domain/members/list.ts';

/** "nobody" is a choice of its own: leaving the field alone must not lose anybody's contacts. */
const NOBODY = 'nobody';

type Props = {
  member: Member;
  members: Member[];
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
};

/** How many contacts somebody has, and who gets them. */
export function TargetField({ member, members, value, isMissing, onChange }: Props) {
  const t = useTranslations('members');
  const others = members.filter((one) => one.isActive && one.userId !== member.userId);
  return (
    <>
      {member.contactTotal > 0 && (
        <p>
          {t.rich('hasContacts', {
            count: member.contactTotal,
            name: member.name,
            link: (text) => (
              <Link prefetch={false} className="link" href={`/contacts?owner=${member.userId}`}>
                {text}
              </Link>
            ),
          })}
        </p>
      )}
      <Field label={t('contactsTo')} error={isMissing && value === '' ? t('chooseTarget') : undefined}>
        <Select name="contactsTo" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('choose')}</option>
          {others.map((one) => (
            <option key={one.userId} value={one.userId}>
              {one.name}
            </option>
          ))}
          <option value={NOBODY}>{t('nobody')}</option>
        </Select>
      </Field>
    </>
  );
}

/** What the verb is told of the choice: an id, or null for nobody. */
export function targetOf(value: string): number | null {
  return value === NOBODY ? null : Number(value);
}
