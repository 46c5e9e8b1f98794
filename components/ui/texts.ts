import type { useTranslations } from 'next-intl';

/** The texts of one namespace, as functions that put things into words are given them. */
export type Texts<Namespace extends string> = ReturnType<typeof useTranslations<Namespace>>;
