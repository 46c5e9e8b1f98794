import { ExternalLink, FileText, Image, MapPin, Reply, Video } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog, DialogBody } from '#components/ui/dialog.tsx';
import type { ListedTemplate } from '#domain/whatsapp/list-templates.ts';
import { type RenderedTemplate, renderTemplate, valueName } from '#domain/whatsapp/template-text.ts';

type Props = { template: ListedTemplate | undefined; onClose: () => void };

/** A template as the person would see it, its variables filled with Meta's examples. */
export function TemplatePreview({ template, onClose }: Props) {
  const t = useTranslations('whatsapp');
  // Still drawn while it closes.
  const [last, setLast] = useState(template);
  if (template && template !== last) setLast(template);
  return (
    <Dialog
      open={template !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={last ? `${last.name} (${last.language})` : ''}
    >
      <DialogBody>
        {last && (
          <>
            <p className="text-foreground-muted">{t('previewWhy')}</p>
            {!last.isFillable && <p className="notice">{t('notFillable')}</p>}
            <Bubble rendered={renderTemplate(last, examplesOf(last))} />
          </>
        )}
      </DialogBody>
    </Dialog>
  );
}

function examplesOf({ variables }: ListedTemplate): Record<string, string> {
  return Object.fromEntries(variables.map((variable) => [valueName(variable), variable.example]));
}

function Bubble({ rendered }: { rendered: RenderedTemplate }) {
  const { header, body, footer, buttons } = rendered;
  return (
    <div className="bubble">
      {header && <Header header={header} />}
      <p className="whitespace-pre-wrap">{body}</p>
      {footer && <p className="text-sm text-foreground-muted">{footer}</p>}
      {buttons.map(({ type, text }, place) => (
        <span key={place} className="bubble-button">
          {type === 'url' ? <ExternalLink /> : <Reply />}
          {text}
        </span>
      ))}
    </div>
  );
}

const ICONS = { image: Image, video: Video, document: FileText, location: MapPin };

function Header({ header }: { header: NonNullable<RenderedTemplate['header']> }) {
  const t = useTranslations('whatsapp');
  if (header.format === 'text') return <p className="font-semibold">{header.text}</p>;
  const Icon = ICONS[header.format];
  return (
    <span className="bubble-media">
      <Icon />
      {t(`headers.${header.format}`)}
    </span>
  );
}
