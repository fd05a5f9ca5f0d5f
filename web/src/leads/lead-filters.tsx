import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { startOfWeek } from '../../../src/calendars/local-day.ts';
import { localDate } from '../../../src/calendars/zone.ts';
import { isSideExit, macroStage, stages, type MacroStage, type Stage } from '../../../src/leads/lifecycle.ts';
import type { LeadSort } from '../../../src/leads/schema.ts';
import { channels } from '../../../src/touchpoints/kinds.ts';
import { resource, type Page } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import type { UrlQuery } from '../app/url-query.ts';
import { channelNames } from '../touchpoints/texts.ts';
import { useNow } from '../ui/use-now.ts';
import { leadTexts, macroStageNames, stageNames } from './texts.ts';

interface View {
  readonly text: keyof typeof leadTexts;
  readonly search: Readonly<Record<string, string | boolean>>;
}

/** The views everybody has. A view is nothing but what stands in the address, so that any other can be kept as a bookmark. */
export const leadViews = (today: string) =>
  [
    { text: 'viewAll', search: {} },
    { text: 'viewNew', search: { createdFrom: startOfWeek(today) } },
    { text: 'viewReady', search: { ready: true, stage: 'known,engaged,mql,rejected', sort: '-engagement' } },
    { text: 'viewMine', search: { owner: 'me' } },
    { text: 'viewMoved', search: { sort: '-stageSince' } },
    { text: 'viewRecycled', search: { stage: 'recycled' } },
  ] as const satisfies readonly View[];

export type LeadView = ReturnType<typeof leadViews>[number]['text'];

/** Today in the workspace's zone. */
const useToday = () => localDate(useNow(), useSession().workspace.timeZone);

/** The view that the address is, undefined for a selection of one's own. */
export function useLeadView(query: UrlQuery): LeadView | undefined {
  const views = leadViews(useToday());
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  return views.find(({ search }) => {
    const entries = Object.entries(search);
    return entries.length === asked.length && entries.every(([key, value]) => query[key] === String(value));
  })?.text;
}

export function LeadViews() {
  const t = useText(leadTexts);
  return (
    <nav className="lead-views no-print" aria-label={t('views')}>
      {leadViews(useToday()).map(({ text, search }) => (
        <Link key={text} to="/leads" search={search} className="lead-view" activeOptions={{ exact: true, includeSearch: true }}>
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}

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
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState(query['search'] ?? '');
  const searchFor = useDebouncedCallback((text: string) => change({ search: text.trim() }, { replace: true }), 200);
  const { data: members } = useQuery({ ...resource<Page<Member>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const people = members?.items.filter(({ leftAt }) => leftAt === null) ?? [];
  const narrowed = Object.keys(query).some((key) => key !== 'sort');
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
        aria-label={t('sortBy')}
        value={query['sort'] ?? '-created'}
        onChange={set('sort')}
        data={Object.entries(sorts).map(([value, text]) => ({ value, label: t(text) }))}
      />
      <TextInput
        className="lead-created"
        type="date"
        label={t('createdFrom')}
        value={query['createdFrom'] ?? ''}
        onChange={set('createdFrom')}
      />
      <Checkbox
        label={t('onlyReady')}
        color="ink"
        checked={query['ready'] === 'true'}
        onChange={(event) => change({ ready: event.currentTarget.checked ? 'true' : '' })}
      />
      {narrowed && (
        <Button
          variant="subtle"
          onClick={() => {
            setSearch('');
            change(Object.fromEntries(Object.keys(query).map((key) => [key, ''])));
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
