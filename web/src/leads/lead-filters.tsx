import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isSideExit, macroStage, stages, type MacroStage, type Stage } from '../../../src/leads/lifecycle.ts';
import type { LeadSort } from '../../../src/leads/schema.ts';
import { channels } from '../../../src/touchpoints/kinds.ts';
import { resource, type Page } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import type { UrlQuery } from '../app/url-query.ts';
import { channelNames } from '../touchpoints/texts.ts';
import { filterParts, filtersOf } from './lead-query.ts';
import { viewTexts } from './view-texts.ts';
import { macroStageNames, stageNames } from './stage-texts.ts';
import { leadTexts } from './texts.ts';
import { DayField } from '../ui/day-field.tsx';

const sorts: Readonly<Partial<Record<LeadSort, keyof typeof leadTexts>>> = {
  '-created': 'sortCreated',
  '-engagement': 'sortEngagement',
  '-stageSince': 'sortStageSince',
  name: 'sortName',
};

interface Member {
  readonly id: string;
  readonly name: string;
  readonly leftAt: string | null;
}

/** What the list is narrowed to and how it is ordered; all of it stands in the address. */
export function LeadFilters({
  query,
  change,
}: {
  query: UrlQuery;
  change: (changes: UrlQuery, options?: { replace?: boolean }) => void;
}) {
  const t = useText(leadTexts);
  const v = useText(viewTexts);
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const asked = query['search'] ?? '';
  const [search, setSearch] = useState(asked);
  const [before, setBefore] = useState(asked);
  // Another view, or the way back, has asked for another text than the one typed here.
  if (asked !== before) {
    setBefore(asked);
    if (asked !== search.trim()) setSearch(asked);
  }
  const searchFor = useDebouncedCallback((text: string) => change({ search: text.trim() }, { replace: true }), 200);
  const { data: members } = useQuery({ ...resource<Page<Member>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const people = members?.items.filter(({ leftAt }) => leftAt === null) ?? [];
  const narrowed = Object.keys(filtersOf(query)).length > 0;
  const set = (key: string) => (event: { currentTarget: { value: string } }) => change({ [key]: event.currentTarget.value });
  return (
    <search className="lead-filters no-print" data-open={open || undefined}>
      <TextInput
        className="lead-search"
        aria-label={t('searchLeads')}
        placeholder={t('searchLeads')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          searchFor(event.currentTarget.value);
        }}
      />
      <Button
        className="lead-filters-open"
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('filters')}
      </Button>
      <NativeSelect
        aria-label={t('stage')}
        value={query['stage'] ?? ''}
        onChange={set('stage')}
        data={stageChoices(query['stage'], t('anyStage'), language)}
      />
      <NativeSelect
        aria-label={t('owner')}
        value={query['owner'] ?? ''}
        onChange={set('owner')}
        data={[
          { value: '', label: t('anyOwner') },
          { value: 'me', label: t('me') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        aria-label={t('channel')}
        value={query['channel'] ?? ''}
        onChange={set('channel')}
        data={[
          { value: '', label: t('anyChannel') },
          ...channels.map((value) => ({ value, label: channelNames[value][language] })),
        ]}
      />
      <NativeSelect
        className="lead-sort"
        aria-label={t('sortBy')}
        value={query['sort'] ?? '-created'}
        onChange={set('sort')}
        data={Object.entries(sorts).map(([value, text]) => ({ value, label: t(text) }))}
      />
      <DayField
        className="lead-created"
        label={t('createdFrom')}
        value={query['createdFrom'] ?? ''}
        onChange={(createdFrom) => change({ createdFrom })}
      />
      <Checkbox
        label={t('onlyReady')}
        color="ink"
        checked={query['ready'] === 'true'}
        onChange={(event) => change({ ready: event.currentTarget.checked ? 'true' : '' })}
      />
      <Checkbox
        label={v('returnedOnly')}
        color="ink"
        checked={query['returned'] === 'true'}
        onChange={(event) => change({ returned: event.currentTarget.checked ? 'true' : '' })}
      />
      {narrowed && (
        <Button
          variant="subtle"
          onClick={() => {
            setSearch('');
            change({ ...Object.fromEntries(filterParts.map((part) => [part, ''])), view: '' });
          }}
        >
          {t('clearFilters')}
        </Button>
      )}
    </search>
  );
}

/** Each stage, and each part of the road as a whole; a selection that came by the address is a choice of its own. */
function stageChoices(chosen: string | undefined, any: string, language: 'en' | 'da' | 'nb' | 'nl') {
  const groups = (['attract', 'convert', 'close'] as const satisfies MacroStage[]).map((macro) => {
    const own = stages.filter((stage) => macroStage(stage) === macro);
    const name = macroStageNames[macro][language];
    return {
      group: name,
      items: [{ value: own.join(','), label: name }, ...own.map((value) => ({ value, label: stageNames[value][language] }))],
    };
  });
  const exits = stages.filter(isSideExit).map((value) => ({ value, label: stageNames[value][language] }));
  const known = [...groups.flatMap(({ items }) => items), ...exits].some(({ value }) => value === chosen);
  const own = (chosen ?? '').split(',').map((stage) => stageNames[stage as Stage]?.[language] ?? stage);
  return [
    { value: '', label: any },
    ...(chosen && !known ? [{ value: chosen, label: own.join(', ') }] : []),
    ...groups,
    ...exits,
  ];
}
