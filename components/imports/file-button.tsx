'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';

type Props = Pick<ButtonProps, 'variant' | 'children'> & {
  isBusy: boolean;
  onFile: (file: File | undefined) => void;
};

/** A button that lets a spreadsheet be picked. */
export function FileButton({ isBusy, onFile, ...look }: Props) {
  const t = useTranslations('imports');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button pending={isBusy} onClick={() => input.current?.click()} {...look} />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('file')}
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file again is a change, too.
          event.target.value = '';
        }}
      />
    </>
  );
}
