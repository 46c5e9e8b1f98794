'use client';

import { type AbstractIntlMessages, useLocale } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { MoreMessages } from './more-messages.tsx';

type Props = {
  /** Where the texts come from. */
  from: string;
  children: ReactNode;
};

/** The texts of a part that few open, which come with it instead of with every page; nothing is shown before. */
export function FetchedMessages({ from, children }: Props) {
  const texts = useTexts(from);
  return texts && <MoreMessages messages={texts}>{children}</MoreMessages>;
}

const kept = new Map<string, Promise<AbstractIntlMessages>>();

/** Asked for once, however often the part is opened; without a connection, again with the next one. */
function useTexts(from: string): AbstractIntlMessages | null {
  const [texts, setTexts] = useState<AbstractIntlMessages | null>(null);
  const key = `${useLocale()} ${from}`;
  useEffect(() => {
    const asked = kept.get(key) ?? ask(from);
    kept.set(key, asked);
    asked.then(setTexts, () => kept.delete(key));
  }, [key, from]);
  return texts;
}

async function ask(from: string): Promise<AbstractIntlMessages> {
  const response = await fetch(from);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
