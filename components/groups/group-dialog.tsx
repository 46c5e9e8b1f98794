import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Group } from '#domain/groups/list.ts';
import type { GroupActions } from './types.ts';

type Props = {
  open: boolean;
  /** The one being renamed; none for a new one. */
  group: Group | undefined;
  actions: GroupActions;
  onClose: () => void;
};

/** The pop-up of "+ Novo grupo" and "Editar". */
export function GroupDialog({ open, group, actions, onClose }: Props) {
  const t = useTranslations('groups');
  const toast = useToast();
  const router = useRouter();
  const done = ({ id, name }: Group) => {
    onClose();
    if (group) return toast({ title: t('saved', { name }) });
    toast({
      title: t('created', { name }),
      action: { label: t('open'), onSelect: () => router.push(`/contacts?group=${id}`) },
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(group ? 'editTitle' : 'newTitle')}
      confirmClose
    >
      <GroupForm key={group?.id ?? 'new'} group={group} actions={actions} onDone={done} />
    </Dialog>
  );
}

type FormProps = { group: Group | undefined; actions: GroupActions; onDone: (saved: Group) => void };

function GroupForm({ group, actions, onDone }: FormProps) {
  const t = useTranslations('groups');
  const problems = useProblems();
  // Live updates under an open form must not change what the person began from.
  const [base, setBase] = useState(group);
  const [name, setName] = useState(group?.name ?? '');
  const { run, pending, failure, forget } = useAction(base ? actions.rename : actions.create);
  const current = failure?.code === 'stale' ? (failure.details as { current: Group }).current : null;
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const result = await run(base ? { id: base.id, version: base.version, name } : { name });
    if (result.ok) onDone(result.value);
  }

  function settle(newest: Group, kept: 'mine' | 'theirs') {
    setBase(newest);
    if (kept === 'theirs') setName(newest.name);
    forget();
  }

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        {current ? (
          <Stale name={current.name} onSettle={(kept) => settle(current, kept)} />
        ) : (
          <FormErrors errors={errors} />
        )}
        <Field label={t('name')} hint={t('nameHint')} error={problems.at(failure, 'name')}>
          <Input
            name="name"
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function Stale({ name, onSettle }: { name: string; onSettle: (kept: 'mine' | 'theirs') => void }) {
  const t = useTranslations('groups');
  return (
    <div className="notice notice-warning" role="alert" tabIndex={-1} ref={(box) => box?.focus()}>
      <div className="min-w-0 flex-1">
        <p>{t('stale', { name })}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSettle('theirs')}>
            {t('takeTheirs')}
          </Button>
          <Button size="small" onClick={() => onSettle('mine')}>
            {t('keepMine')}
          </Button>
        </div>
      </div>
    </div>
  );
}
