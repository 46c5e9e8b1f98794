import { useTranslations } from 'next-intl';

/** IANA zones under their continents: "America/Sao_Paulo" reads "Sao Paulo". */
export function TimeZoneOptions({ zones }: { zones: string[] }) {
  const t = useTranslations('settings');
  const groups = Map.groupBy(zones, (zone) => (zone.includes('/') ? (zone.split('/')[0] ?? '') : ''));
  return [...groups].toSorted().map(([area, inArea]) => (
    <optgroup key={area} label={area || t('otherZones')}>
      {inArea.toSorted().map((zone) => (
        <option key={zone} value={zone}>
          {zone
            .slice(area === '' ? 0 : area.length + 1)
            .replaceAll('_', ' ')
            .replaceAll('/', ', ')}
        </option>
      ))}
    </optgroup>
  ));
}
