'use client';

import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, type ReactNode, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';

type Props = {
  /** Why the last file was not taken. */
  failure: string | null;
  onFile: (file: File | undefined) => void;
  /** A button that does the same, where none stands in the head of the page. */
  children?: ReactNode;
};

/** Where a file can be dropped: the second way, beside a button. */
export function DropZone({ failure, onFile, children }: Props) {
  const t = useTranslations('imports');
  const [isOver, setOver] = useState(false);

  function over(event: DragEvent) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a button does the same for everybody
    <div
      className={classNames('drop-zone', isOver && 'is-over')}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp />
      <p>
        <span className="block font-medium max-sm:hidden">{t('drop')}</span>
        <span className="text-foreground-muted">{t('dropLimits')}</span>
      </p>
      {children}
      {failure && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
