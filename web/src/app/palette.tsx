import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { resource, type Page } from './api.ts';
import { useText } from './language.tsx';
import { menuOf } from './menu.tsx';
import { useSession } from './session.tsx';
import { appTexts } from './texts.ts';

const [store, spotlight] = createSpotlight();

interface FoundLead {
  readonly id: string;
  readonly person?: { name: string | null; email: string | null } | null;
  readonly company?: { name: string } | null;
}

/** Ctrl K: go to a screen, or find a lead by the name of the person or the company. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useText(appTexts);
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [search] = useDebouncedValue(query.trim(), 150);
  const found = useQuery({
    ...resource<Page<FoundLead>>('/leads', { search, limit: 8 }),
    enabled: search.length >= 2,
    placeholderData: keepPreviousData,
  });
  const leaves = useRef(false);
  useEffect(() => {
    const opener = document.activeElement;
    spotlight.open();
    // Who goes nowhere is back where they were, also where that is not on the screen itself.
    return () => {
      if (!leaves.current && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const leave = (going: Promise<void>) => {
    leaves.current = true;
    void going;
  };

  const { role } = useSession().member;
  const screens = menuOf(role).filter(({ text }) => t(text).toLowerCase().includes(query.trim().toLowerCase()));
  const leads = search.length >= 2 ? (found.data?.items ?? []) : [];
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight="min(26rem, 70dvh)"
      lockScroll={false}
      centered={false}
      yOffset="12dvh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      radius={12}
      title={t('searchLabel')}
      classNames={{ header: 'off-screen' }}
      shadow="none"
    >
      <Spotlight.Search
        placeholder={t('searchHint')}
        aria-label={t('searchLabel')}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label={t('goTo')}>
            {screens.map(({ to, text, icon: Icon }) => (
              <Spotlight.Action
                key={to}
                label={t(text)}
                leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
                onClick={() => leave(navigate({ to }))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {leads.length > 0 && (
          <Spotlight.ActionsGroup label={t('leads')}>
            {leads.map(({ id, person, company }) => (
              <Spotlight.Action
                key={id}
                label={person?.name ?? person?.email ?? company?.name ?? '–'}
                description={company?.name ?? ''}
                onClick={() => leave(navigate({ to: '/leads/$leadId', params: { leadId: id } }))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {screens.length === 0 && leads.length === 0 && !found.isFetching && (
          <Spotlight.Empty>{t('nothingFound')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
