import { Megaphone, RotateCw, Search } from 'lucide-react';
import type { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import type { Found } from '#domain/search/everywhere.ts';
import { fitOf, rank } from '#domain/search/rank.ts';
import { deriveTones } from '#lib/colour.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { ToneDot, toneStyle } from '../ui/tone.tsx';
import type { Option, OptionGroup, Place } from './palette-types.ts';
import type { Search as Asked } from './use-found.ts';
import type { Deed } from './use-palette-actions.tsx';

type Words = ReturnType<typeof useTranslations<'palette'>>;

/** Of each kind while something is typed: what the server finds must stay in sight. */
const PLACES_AT_ONCE = 4;

/** Pages and actions: all of them, or those with a word that begins as typed. They come first, so that an answer from the server never moves them. */
export function placeGroups(t: Words, text: string, places: Place[], deeds: Deed[]): OptionGroup[] {
  const most = text === '' ? Number.POSITIVE_INFINITY : PLACES_AT_ONCE;
  const pick = (group: Place['group'], more: Deed[]) =>
    rank(text, [...places.filter((place) => place.group === group), ...more], namesOf, 'words').slice(
      0,
      most,
    );
  return [
    { key: 'pages', label: t('pages'), options: pick('pages', []).map(placeOption) },
    { key: 'actions', label: t('actions.title'), options: pick('actions', deeds).map(placeOption) },
  ];
}

/** What the server found, and the way to all contacts. */
export function foundGroups(t: Words, text: string, asked: Asked): OptionGroup[] {
  const { contacts, statuses, origins } = asked.found;
  return [
    { key: 'contacts', label: t('contacts'), options: contactOptions(contacts, text) },
    {
      key: 'statuses',
      label: t('statuses'),
      options: statuses.map(({ id, name, colour }) => ({
        id: `status-${id}`,
        label: name,
        icon: <ToneDot style={dotOf(colour)} />,
        href: `/contacts?status=${id}`,
      })),
    },
    {
      key: 'origins',
      label: t('origins'),
      options: origins.map(({ id, name, isArchived }) => ({
        id: `origin-${id}`,
        label: name,
        icon: <Megaphone />,
        aside: isArchived ? t('archived') : undefined,
        href: `/contacts?origin=${id}`,
      })),
    },
    { key: 'rest', label: t('rest'), options: [...retryOption(t, asked), allContacts(t, text)] },
  ];
}

/** Contacts as results, each with its status; `company` only where it is what was found. */
export function contactOptions(contacts: Found['contacts'], text: string): Option[] {
  return contacts.map(({ id, name, company, maskedPhone, status }) => ({
    id: `contact-${id}`,
    label: name,
    icon: <Avatar name={name} size="small" />,
    aside: (
      <>
        {text !== '' && company && !fitOf(text, name) && fitOf(text, company) && (
          <span className="finder-company">{company}</span>
        )}
        {maskedPhone && <span className="finder-phone">{maskedPhone}</span>}
        {status && (
          <span className="finder-status">
            <ToneDot style={dotOf(status.colour)} />
            <span className="truncate">{status.name}</span>
          </span>
        )}
      </>
    ),
    href: `/contacts/${id}`,
  }));
}

function namesOf({ label, also }: Place | Deed): string[] {
  return [label, ...also];
}

function placeOption(place: Place | Deed): Option {
  const { key, label, icon } = place;
  if ('run' in place) return { id: key, label, icon, aside: place.aside, run: place.run };
  const aside = place.shortcut ? <Kbd>{place.shortcut}</Kbd> : place.within;
  return { id: key, label, icon, aside, href: place.href };
}

function retryOption(t: Words, { failure, retry }: Asked): Option[] {
  if (failure === null) return [];
  const isOver = failure === 'signedOut';
  return [
    {
      id: 'retry',
      label: t(`failures.${failure}`),
      icon: <RotateCw />,
      aside: t(isOver ? 'signIn' : 'retry'),
      // The page itself knows the way to the sign-in, and back.
      ...(isOver ? { run: () => location.reload() } : { run: retry, staysOpen: true }),
    },
  ];
}

function allContacts(t: Words, text: string): Option {
  return {
    id: 'all',
    label: t('allContacts', { text }),
    icon: <Search />,
    href: `/contacts?q=${encodeURIComponent(text)}`,
  };
}

const dots = new Map<string, CSSProperties>();

function dotOf(colour: string): CSSProperties {
  const known = dots.get(colour);
  if (known) return known;
  const style = toneStyle(deriveTones(colour));
  dots.set(colour, style);
  return style;
}
