import type { Role } from '#db/values.ts';

/** Who can sign in to the demo workspace; shown on the sign-in page where the demo is on. */
export const DEMO_PEOPLE: { email: string; role: Role }[] = [
  { email: 'admin@demo.local', role: 'admin' },
  { email: 'gerente@demo.local', role: 'manager' },
  { email: 'vendas@demo.local', role: 'sales' },
];
export const DEMO_PASSWORD = 'demo-chat-bot';
