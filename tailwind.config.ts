import type { Config } from 'tailwindcss';

/** Utilities name the tokens of app/globals.css; nothing here holds a value that could differ by theme. */
const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      surface: {
        DEFAULT: 'var(--surface)',
        raised: 'var(--surface-raised)',
        sunken: 'var(--surface-sunken)',
        overlay: 'var(--surface-overlay)',
        hover: 'var(--surface-hover)',
        active: 'var(--surface-active)',
      },
      foreground: {
        DEFAULT: 'var(--foreground)',
        muted: 'var(--foreground-muted)',
        subtle: 'var(--foreground-subtle)',
      },
      line: { DEFAULT: 'var(--line)', strong: 'var(--line-strong)', control: 'var(--line-control)' },
      accent: { DEFAULT: 'var(--accent)', text: 'var(--accent-text)', soft: 'var(--accent-soft)' },
      danger: { DEFAULT: 'var(--danger)', text: 'var(--danger-text)', soft: 'var(--danger-soft)' },
      warning: { text: 'var(--warning-text)', soft: 'var(--warning-soft)' },
      focus: 'var(--focus)',
    },
    fontFamily: { sans: 'var(--font-sans)', mono: 'var(--font-mono)' },
    fontSize: {
      xs: ['0.75rem', '1rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.875rem', '1.25rem'],
      lg: ['1rem', '1.5rem'],
      xl: ['1.25rem', '1.75rem'],
    },
    borderRadius: { none: '0', sm: '4px', DEFAULT: '6px', lg: '8px', xl: '12px', full: '9999px' },
    boxShadow: { s: 'var(--shadow-s)', m: 'var(--shadow-m)', l: 'var(--shadow-l)', none: 'none' },
    extend: { maxWidth: { reading: '72ch' } },
  },
};

export default config;
