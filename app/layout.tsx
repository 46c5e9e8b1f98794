import './globals.css';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { NonceProvider } from '#components/ui/nonce.tsx';
import { ToastProvider } from '#components/ui/toast.tsx';
import { TooltipHost } from '#components/ui/tooltip-host.tsx';
import { surfaces } from '#lib/colour.ts';
import { appearance } from './_server/appearance.ts';

const latin = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
  preload: true,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

// Only fetched where a page has such letters: Czech or Turkish names, for instance.
const latinExtended = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  variable: '--font-inter-ext',
  weight: '100 900',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});

export const metadata: Metadata = { title: { default: 'Chat-Bot', template: '%s · Chat-Bot' } };

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: surfaces.light.page },
    { media: '(prefers-color-scheme: dark)', color: surfaces.dark.page },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, { ui, frame }, { theme, isCompact, nonce }] = await Promise.all([
    getLocale(),
    getMessages(),
    appearance(),
  ]);
  return (
    <html
      lang={locale}
      data-theme={theme}
      data-compact={isCompact || undefined}
      className={`${latin.variable} ${latinExtended.variable}`}
    >
      <body>
        <NonceProvider nonce={nonce}>
          <NextIntlClientProvider messages={{ ui, frame }}>
            <ToastProvider>{children}</ToastProvider>
            <TooltipHost />
          </NextIntlClientProvider>
        </NonceProvider>
      </body>
    </html>
  );
}
