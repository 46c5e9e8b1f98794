import { useTranslations } from 'next-intl';

type Props = {
  header?: string;
  body: string;
  footer?: string;
  buttons?: string[];
  /** Whose facts stand in it. */
  name: string | undefined;
};

/** A message as the person will see it. */
export function Bubble({ header, body, footer, buttons = [], name }: Props) {
  const t = useTranslations('automations');
  return (
    <figure className="flow-bubble-box">
      <figcaption className="field-hint">{name ? t('previewWith', { name }) : t('preview')}</figcaption>
      <div className="message-bubble message-bubble-out">
        {header && <p className="font-semibold wrap-anywhere">{header}</p>}
        <p className="wrap-anywhere whitespace-pre-wrap">{body}</p>
        {footer && <p className="text-xs text-foreground-muted">{footer}</p>}
        {buttons.map((text) => (
          <p key={text} className="template-button">
            {text}
          </p>
        ))}
      </div>
    </figure>
  );
}
