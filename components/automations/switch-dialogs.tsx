import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { OptionList } from '#components/ui/option-list.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { OutlookView } from './outlook-view.tsx';
import type { AutomationActions, Outlook } from './types.ts';
import { useOutlook } from './use-outlook.ts';

type Subject = { id: number; name: string; version: number; insideTotal: number };

type Props = {
  asks: 'on' | 'off' | null;
  automation: Subject;
  actions: Pick<AutomationActions, 'switchOn' | 'switchOff'>;
  onClose: () => void;
  onDone?: (version: number) => void;
  /** Leads to the card of a problem; left out where there are no cards. */
  onGo?: (at: string) => void;
};

/** What is asked before an automation is switched on, or off. */
export default function SwitchDialogs({ asks, automation, actions, onClose, onDone, onGo }: Props) {
  const t = useTranslations('automations');
  const close = (isOpen: boolean) => !isOpen && onClose();
  const { name } = automation;
  const shared = { automation, actions, onClose, onDone };
  return (
    <>
      <Dialog open={asks === 'on'} onOpenChange={close} title={t('onTitle', { name })}>
        {asks === 'on' && <AskOn {...shared} onGo={onGo} />}
      </Dialog>
      <Dialog open={asks === 'off'} onOpenChange={close} title={t('offTitle', { name })}>
        {asks === 'off' && <AskOff {...shared} />}
      </Dialog>
    </>
  );
}

type AskProps = Omit<Props, 'asks'>;

function AskOn({ automation, actions, onClose, onDone, onGo }: AskProps) {
  const t = useTranslations('automations');
  const toast = useToast();
  const problems = useProblems();
  const { outlook, hasFailed, again } = useOutlook(automation.id);
  const { run, pending } = useAction(actions.switchOn);
  const isSound = outlook !== null && outlook.problems.length + outlook.cycles.length === 0;

  async function turnOn() {
    const result = await run({ id: automation.id, version: automation.version });
    if (!result.ok) {
      toast({ title: problems.sentence(result), tone: 'danger' });
      return again();
    }
    onDone?.(result.value.version);
    onClose();
    toast({ title: t('switchedOn', { name: automation.name }) });
  }

  return (
    <>
      <DialogBody>
        {hasFailed ? (
          <p role="alert">
            {t('outlookFailed')}{' '}
            <Button size="small" onClick={again}>
              {t('retry')}
            </Button>
          </p>
        ) : (
          <Seen outlook={outlook} id={automation.id} onGo={onGo} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        {(isSound || outlook === null) && (
          <Button variant="primary" pending={pending || (outlook === null && !hasFailed)} onClick={turnOn}>
            {t('switchOn')}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

function Seen({ outlook, id, onGo }: { outlook: Outlook | null; id: number; onGo?: (at: string) => void }) {
  const t = useTranslations('automations');
  if (!outlook) return <p role="status">{t('looking')}</p>;
  return <OutlookView outlook={outlook} id={id} onGo={onGo} />;
}

function AskOff({ automation, actions, onClose, onDone }: AskProps) {
  const t = useTranslations('automations');
  const toast = useToast();
  const problems = useProblems();
  const [inside, setInside] = useState('finish');
  const { run, pending } = useAction(actions.switchOff);
  const { id, name, insideTotal } = automation;

  async function turnOff() {
    const result = await run({ id, inside: insideTotal > 0 ? inside : 'finish' });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    onDone?.(result.value.version);
    onClose();
    toast({ title: t('switchedOff', { name }) });
  }

  return (
    <>
      <DialogBody>
        <p>{t('offBody')}</p>
        {insideTotal > 0 && (
          <OptionList
            legend={t('offInside', { count: insideTotal })}
            name="inside"
            value={inside}
            options={(['finish', 'stop'] as const).map((value) => ({
              value,
              label: t(`inside.${value}`),
              hint: t(`insideHints.${value}`),
            }))}
            onChange={setInside}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="primary" pending={pending} onClick={turnOff}>
          {t('switchOff')}
        </Button>
      </DialogFooter>
    </>
  );
}
