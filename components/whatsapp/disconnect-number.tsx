import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { NumberActions, ShownNumber } from './types.ts';

type Props = {
  /** The one to disconnect; none: closed. */
  number: ShownNumber | undefined;
  disconnect: NumberActions['disconnect'];
  onClose: () => void;
};

/** Asks before a number is disconnected, and says what stays. */
export function DisconnectNumber({ number, disconnect, onClose }: Props) {
  const t = useTranslations('whatsapp');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(disconnect);
  const name = number?.name || number?.phone || '';
  async function confirm(id: number) {
    const result = await run({ id });
    onClose();
    toast(
      result.ok
        ? { title: t('disconnected', { name }) }
        : { title: problems.sentence(result), tone: 'danger' },
    );
  }
  return (
    <Confirm
      open={number !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('disconnectTitle', { name })}
      confirmLabel={t('disconnect')}
      pending={pending}
      onConfirm={() => number && confirm(number.id)}
    >
      <p>{t('disconnectBody')}</p>
    </Confirm>
  );
}
