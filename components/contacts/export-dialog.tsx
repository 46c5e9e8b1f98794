import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { ContactCount } from '#domain/contacts/count.ts';
import { EMPTY_CONTACT_FILTER, isFiltered } from '#domain/contacts/filter.ts';
import { type ContactListQuery, contactListHref } from '#domain/contacts/query.ts';
import type { ExportChoices } from '#domain/exports/choices.ts';
import { ExportColumns } from './export-columns.tsx';
import { type ExportFormat, useExportChoice } from './use-export-choice.ts';
import { useExportChoices } from './use-export-choices.ts';

type Props = { query: ContactListQuery; onClose: () => void };

/** Which contacts, as what, with which columns; then a link, as the browser's own download needs no memory. */
export default function ExportDialog({ query, onClose }: Props) {
  const t = useTranslations('contacts.export');
  const { choices, hasFailed, retry } = useExportChoices(query);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('title')} size="large">
      {choices ? (
        <Form query={query} choices={choices} onClose={onClose} />
      ) : (
        <DialogBody>
          <div className="export-wait" role="status">
            <p>{t(hasFailed ? 'failed' : 'loading')}</p>
            {hasFailed && <Button onClick={retry}>{t('retry')}</Button>}
          </div>
        </DialogBody>
      )}
    </Dialog>
  );
}

function Form({ query, choices, onClose }: Props & { choices: ExportChoices }) {
  const t = useTranslations('contacts.export');
  const toast = useToast();
  const choice = useExportChoice(choices.columns);
  const [which, setWhich] = useState<Which>('matching');
  const wanted = which === 'all' ? { ...query, filter: EMPTY_CONTACT_FILTER } : query;

  function start() {
    choice.remember();
    toast({ title: t('started') });
    onClose();
  }

  return (
    <>
      <DialogBody>
        <div className="export-form">
          {isFiltered(query.filter) && <Who choices={choices} which={which} onChange={setWhich} />}
          <Segmented
            legend={t('format')}
            name="format"
            value={choice.format}
            onChange={(value) => choice.setFormat(value === 'xlsx' ? 'xlsx' : 'csv')}
            options={[
              { value: 'csv', label: t('csv') },
              { value: 'xlsx', label: t('xlsx') },
            ]}
          />
          <ExportColumns columns={choices.columns} chosen={choice.keys} onChange={choice.setKeys} />
          <p className="export-note">{t('recorded')}</p>
        </div>
      </DialogBody>
      <DialogFooter>
        <Start
          count={choices[which]}
          href={choice.keys.length > 0 ? fileAddress(wanted, choice) : null}
          onStart={start}
        />
      </DialogFooter>
    </>
  );
}

type Which = 'matching' | 'all';

type WhoProps = { choices: ExportChoices; which: Which; onChange: (which: Which) => void };

/** Those of the list as it is filtered, or everybody. */
function Who({ choices, which, onChange }: WhoProps) {
  const t = useTranslations('contacts.export');
  const say = (one: Which) => t(choices[one].isExact ? one : `${one}More`, { count: choices[one].total });
  return (
    <Segmented
      legend={t('which')}
      name="which"
      value={which}
      onChange={(value) => onChange(value === 'all' ? 'all' : 'matching')}
      options={[
        { value: 'matching', label: say('matching') },
        { value: 'all', label: say('all') },
      ]}
    />
  );
}

type StartProps = { count: ContactCount; href: string | null; onStart: () => void };

/** The download, or why there is none. */
function Start({ count: { total, isExact }, href, onStart }: StartProps) {
  const t = useTranslations('contacts.export');
  if (total === 0 || href === null)
    return (
      <Button variant="primary" disabled>
        {t(total === 0 ? 'nobody' : 'noColumns')}
      </Button>
    );
  return (
    <a className="btn btn-primary" href={href} download onClick={onStart}>
      <Download />
      {t(isExact ? 'download' : 'downloadMore', { count: total })}
    </a>
  );
}

function fileAddress(query: ContactListQuery, { format, keys }: { format: ExportFormat; keys: string[] }) {
  const list = contactListHref({ ...query, cursor: null }).replace('/contacts', '/api/contacts/export');
  return `${list}${list.includes('?') ? '&' : '?'}format=${format}&columns=${keys.join(',')}`;
}
