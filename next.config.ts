import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withIntl = createNextIntlPlugin('./app/_server/i18n.ts');

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // The optimiser has been a way in before, and nothing here needs it.
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/argon2', 'postgres', 'pino', 'pg-boss'],
  // The browser only ever receives its own text: no source of ours, no version of the framework.
  productionBrowserSourceMaps: false,
};

export default withIntl(config);
