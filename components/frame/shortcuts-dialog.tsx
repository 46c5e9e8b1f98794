'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog, DialogBody } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Switch } from '../ui/switch.tsx';
import { areSingleKeysOn, setSingleKeys } from './single-keys.ts';

type Line = { keys: string[]; inTurn?: boolean; words: string };

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

// Default export: React.lazy takes no other.
export default function ShortcutsDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('frame');
  const going = (key: string, area: 'pipeline' | 'inbox' | 'contacts' | 'statuses' | 'origins'): Line => ({
    keys: ['g', key],
    inTurn: true,
    words: t(area),
  });

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts')} size="large">
      <DialogBody>
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          <Group
            title={t('keys.anywhere')}
            lines={[
              { keys: ['Ctrl', 'K'], words: t('keys.searchEverywhere') },
              { keys: ['/'], words: t('keys.searchPage') },
              { keys: ['c'], words: t('keys.newContact') },
              { keys: ['F8'], words: t('keys.notifications') },
              { keys: ['Esc'], words: t('keys.close') },
              { keys: ['?'], words: t('keys.help') },
            ]}
          />
          <div className="flex flex-col gap-6">
            <Group
              title={t('keys.going')}
              lines={[
                going('p', 'pipeline'),
                going('i', 'inbox'),
                going('c', 'contacts'),
                going('s', 'statuses'),
                going('o', 'origins'),
              ]}
            />
            <Group
              title={t('keys.board')}
              lines={[
                { keys: ['←', '↑', '↓', '→'], words: t('keys.arrows') },
                { keys: ['Enter'], words: t('keys.open') },
                { keys: ['m'], words: t('keys.move') },
                { keys: ['w'], words: t('keys.talk') },
              ]}
            />
            <InboxKeys />
            <Group
              title={t('keys.list')}
              lines={[
                { keys: ['x'], words: t('keys.select') },
                { keys: ['Shift', 'x'], words: t('keys.selectRange') },
              ]}
            />
          </div>
        </div>
        <SingleKeys />
      </DialogBody>
    </Dialog>
  );
}

function InboxKeys() {
  const t = useTranslations('frame');
  const lines = [
    { keys: ['↑', '↓'], words: t('keys.nextTalk') },
    { keys: ['r'], words: t('keys.reply') },
  ];
  return <Group title={t('keys.inbox')} lines={lines} />;
}

function SingleKeys() {
  const t = useTranslations('frame');
  const [isOn, setOn] = useState(areSingleKeysOn);
  return (
    <div className="border-t pt-4">
      <Switch
        label={t('shortcutsOn')}
        checked={isOn}
        aria-describedby="single-keys-hint"
        onChange={(event) => {
          setOn(event.target.checked);
          setSingleKeys(event.target.checked);
        }}
      />
      <p id="single-keys-hint" className="field-hint mt-1 max-w-reading">
        {t('shortcutsOnHint')}
      </p>
    </div>
  );
}

function Group({ title, lines }: { title: string; lines: Line[] }) {
  const t = useTranslations('frame');
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-foreground-muted">{title}</h3>
      <dl>
        {lines.map(({ keys, inTurn, words }) => (
          <div key={words} className="flex items-center justify-between gap-4 py-1">
            <dt>{words}</dt>
            <dd className="flex shrink-0 items-center gap-1 text-xs text-foreground-muted">
              {keys.map((key, index) => (
                <span key={key} className="contents">
                  {inTurn && index > 0 && t('keys.then')}
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
