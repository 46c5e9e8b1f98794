import type { Locale, StatusKind } from '#db/values.ts';

type ExampleStatus = { key: string; colour: string; kind: StatusKind; names: Record<Locale, string> };
type ExampleOrigin = { key: string; names: Record<Locale, string> };

/** The funnel a new workspace may start with; the first is the default for new contacts. */
export const EXAMPLE_STATUSES: readonly ExampleStatus[] = [
  { key: 'new', colour: '#3b82f6', kind: 'open', names: { 'pt-BR': 'Novo', en: 'New', es: 'Nuevo' } },
  {
    key: 'in_progress',
    colour: '#f59e0b',
    kind: 'open',
    names: { 'pt-BR': 'Em Andamento', en: 'In progress', es: 'En curso' },
  },
  {
    key: 'contacted',
    colour: '#6d28d9',
    kind: 'open',
    names: { 'pt-BR': 'Contatado', en: 'Contacted', es: 'Contactado' },
  },
  {
    key: 'qualified',
    colour: '#14b8a6',
    kind: 'open',
    names: { 'pt-BR': 'Qualificado', en: 'Qualified', es: 'Calificado' },
  },
  {
    key: 'closed',
    colour: '#16a34a',
    kind: 'won',
    names: { 'pt-BR': 'Fechado', en: 'Closed', es: 'Cerrado' },
  },
];

/** Where contacts usually come from. */
export const EXAMPLE_ORIGINS: readonly ExampleOrigin[] = [
  {
    key: 'email',
    names: { 'pt-BR': 'Campanha de E-mail', en: 'Email campaign', es: 'Campaña de correo' },
  },
  { key: 'google_ads', names: { 'pt-BR': 'Google Ads', en: 'Google Ads', es: 'Google Ads' } },
  { key: 'referrals', names: { 'pt-BR': 'Indicações', en: 'Referrals', es: 'Recomendaciones' } },
  { key: 'landing_page', names: { 'pt-BR': 'Landing Page', en: 'Landing page', es: 'Página de destino' } },
  { key: 'saas', names: { 'pt-BR': 'SaaS', en: 'SaaS', es: 'SaaS' } },
  { key: 'whatsapp', names: { 'pt-BR': 'WhatsApp', en: 'WhatsApp', es: 'WhatsApp' } },
];
