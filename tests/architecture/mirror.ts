import { existsSync } from 'node:fs';

/** Tests of several files at once, by what they have in common. */
const WHOLE: Record<string, string> = {
  'tests/app/access.test.ts':
    'every page, action and handler there is, as every role and from another workspace',
  'tests/domain/auto-lead/edit-rules.test.ts':
    'add, change, order, turn off and delete rules, which only mean something in one order',
  'tests/domain/auto-lead/links.test.ts': 'a tracked link from its code to what came by it',
  'tests/domain/automations/end-sends.test.ts':
    'a message and its run when either of them ends, from the run to the outbox and back',
  'tests/domain/automations/verbs.test.ts':
    'from making an automation to deleting it, with what listens and who is inside at each step',
  'tests/domain/exports/round-trip.test.ts':
    'a file that an import reads back, by every verb between the two',
  'tests/domain/members/invitations.test.ts':
    'invite, revoke, find and accept, which only mean something together',
  'tests/domain/members/manage.test.ts':
    'roles, deactivation and handing over, under the rule of the last admin',
  'tests/domain/members/profile.test.ts': "a person's own name and password",
  'tests/domain/pipeline/board-property.test.ts':
    'the board after any order of moves, answers and live changes',
  'tests/domain/webhooks/deliveries.test.ts':
    'posts in any order, repeated and at once, from storing to leads',
  'tests/domain/webhooks/identity.test.ts':
    'one person, one contact: by whatever of their names WhatsApp tells of them',
  'tests/domain/privacy/erase-talk.test.ts':
    'everything that a conversation leaves in the database, from webhook to outbox, and that erasing finds it',
  'tests/scripts/processes.test.ts': 'locks, stamps and records of processes that die at the wrong moment',
  'tests/domain/upkeep/purge.test.ts': 'what the worker takes away: trash, sessions, attempts, invitations',
};

/** Tests that stand beside nothing they are named after, and names on the list that are no longer needed. */
export function findStrayTests(tests: string[]): string[] {
  const strays = tests.filter((path) => {
    if (/^tests\/([^/]+|(architecture|messages)\/.+)$/.test(path)) return false;
    const [, layer = '', rest = ''] = /^tests\/([^/]+)\/(.+)\.test\.tsx?$/.exec(path) ?? [];
    return !['ts', 'tsx', 'mjs'].some((ending) => existsSync(`${layer}/${rest}.${ending}`));
  });
  const outlived = Object.keys(WHOLE).filter((path) => !strays.includes(path));
  return [...strays.filter((path) => !(path in WHOLE)), ...outlived.map((path) => `${path} (off the list)`)];
}
