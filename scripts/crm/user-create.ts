import { DomainError, type FieldProblem } from '#domain/errors.ts';
import { LaunchError } from '../support/launch-error.ts';
import { type Command, readOptions } from './command.ts';

const OPTIONS = {
  email: 'value',
  name: 'value',
  role: 'value',
  workspace: 'value',
  password: 'value',
} as const;

export const userCreateCommand: Command = {
  name: 'user create',
  summary: 'give a person access to a workspace',
  help: `npm run crm -- user create --email E --name N --role admin|manager|sales [--workspace ID] [--password P]

Gives a person access to a workspace without an invitation. Without --password one is made up and
printed. An account that has the e-mail already keeps its name and password.

  --workspace ID   may be left out where there is one workspace only`,
  run: async (args) => {
    const options = readOptions(args, OPTIONS);
    const input = {
      email: options.text('email'),
      name: options.text('name'),
      role: options.text('role'),
      workspaceId: options.number('workspace'),
      password: options.text('password'),
    };
    const { withProduct } = await import('./database.ts');
    const { createUser } = await import('#domain/upkeep/create-user.ts');
    const created = await withProduct((db) => createUser(db, input)).catch(explain);
    const { workspace, password, isNew } = created;
    console.log(
      `${input.email} may now enter ${workspace.name} (workspace ${workspace.id}) as ${input.role}.`,
    );
    if (!isNew) console.log('The account was there already and keeps its password.');
    if (password) console.log(`Password: ${password}`);
    return 0;
  },
};

const FIELDS: Record<string, string> = { workspaceId: 'workspace' };
const PROBLEMS: Record<string, string> = {
  required: 'is needed',
  gone: 'is not there',
  invalid: 'is not one of those that exist',
  bad_email: 'is not an e-mail address',
  already_member: 'is a member of that workspace already',
  too_long: 'is too long',
  bad_characters: 'has characters that cannot be stored',
  password_too_short: 'is too short',
  password_guessable: 'is too easy to guess',
};

function explain(error: unknown): never {
  if (!(error instanceof DomainError)) throw error;
  const lines = Object.entries(error.fields).map(
    ([field, { code }]: [string, FieldProblem]) => `--${FIELDS[field] ?? field} ${PROBLEMS[code] ?? code}.`,
  );
  throw new LaunchError(lines.join('\n'));
}
