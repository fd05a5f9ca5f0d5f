import './glossary.css';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { catalogue } from '../../../src/metrics/catalogue.ts';
import { terms } from '../../../src/terms/catalogue.ts';
import type { OwnTerm } from '../../../src/terms/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { inReading } from './own-words.ts';
import { glossaryTexts } from './texts.ts';
import { ownTerms } from './with-own-words.tsx';

const TermDialog = lazy(() => import('./term-dialog.tsx'));
const HistoryDialog = lazy(() => import('./history-dialog.tsx'));

interface Entry {
  readonly key: string;
  readonly word: string;
  readonly meaning: string;
}

/** Every stage, figure and term with its one meaning, the workspace's own words first. The search stands in the address. */
export function GlossaryScreen() {
  const t = useText(glossaryTexts);
  const { language } = useLanguage();
  const [{ search = '' }, change] = useUrlQuery();
  const own = useQuery(ownTerms);
  const has = ({ word, meaning }: Omit<Entry, 'key'>) =>
    [word, meaning].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
  const sorted = (entries: Entry[]) => entries.filter(has).toSorted((a, b) => a.word.localeCompare(b.word, language));
  const trade = sorted(
    Object.entries(terms).map(([key, { name, meaning }]) => ({ key, word: name[language], meaning: meaning[language] })),
  );
  const figures = sorted(
    Object.entries(catalogue).map(([key, { title, definition }]) => ({
      key,
      word: title[language],
      meaning: definition[language],
    })),
  );
  const house = own.data?.items.filter((term) => has(inReading(term, language))) ?? [];
  const isNothing = own.data !== undefined && search !== '' && trade.length + figures.length + house.length === 0;
  return (
    <>
      <PageHeading over={t('over')} answer={t('answer')} />
      <TextInput
        className="glossary-search"
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={({ currentTarget }) => change({ search: currentTarget.value || undefined })}
      />
      {isNothing && (
        <Panel>
          <EmptyState title={t('noneFound', { search })} />
        </Panel>
      )}
      {(house.length > 0 || search === '') && (
        <OwnWords
          terms={house}
          state={
            own.error ? (
              <ErrorState error={own.error} retry={() => void own.refetch()} />
            ) : own.data ? (
              <p className="second">{t('noOwn')}</p>
            ) : (
              <Loading lines={2} />
            )
          }
        />
      )}
      <Entries title={t('terms')} entries={trade} />
      <Entries title={t('metrics')} entries={figures} />
    </>
  );
}

function Entries({ title, entries }: { title: string; entries: readonly Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <Panel title={title}>
      <dl className="glossary-list">
        {entries.map(({ key, word, meaning }) => (
          <div key={key} className="glossary-entry">
            <dt>{word}</dt>
            <dd className="second">{meaning}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

type Asked = { readonly kind: 'word'; readonly term: OwnTerm | null } | { readonly kind: 'history'; readonly term: OwnTerm };

function OwnWords({ terms: own, state }: { terms: readonly OwnTerm[]; state: React.ReactNode }) {
  const t = useText(glossaryTexts);
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <Panel
      title={t('own')}
      sub={t('ownSub')}
      aside={
        may('marketing', 'sales') && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setAsked({ kind: 'word', term: null })}
          >
            {t('add')}
          </Button>
        )
      }
    >
      {own.length === 0 ? (
        state
      ) : (
        <dl className="glossary-list">
          {own.map((term) => (
            <OwnWord key={term.id} term={term} onAsk={(kind) => setAsked({ kind, term })} />
          ))}
        </dl>
      )}
      <Suspense>
        {asked?.kind === 'word' && <TermDialog term={asked.term} onClose={close} />}
        {asked?.kind === 'history' && <HistoryDialog term={asked.term} onClose={close} />}
      </Suspense>
    </Panel>
  );
}

function OwnWord({ term, onAsk }: { term: OwnTerm; onAsk: (kind: Asked['kind']) => void }) {
  const t = useText(glossaryTexts);
  const format = useFormat();
  const may = useMay();
  const say = useUndo();
  const { language } = useLanguage();
  const { word, meaning } = inReading(term, language);
  const remove = useCommand(() => api.delete(`/terms/${term.id}`), {
    refresh: ['/terms'],
    done: () => say(t('removed', { word })),
  });
  return (
    <div className="glossary-entry">
      <dt>{word}</dt>
      <dd className="second">{meaning}</dd>
      <dd className="glossary-acts">
        <span className="second small">
          {t('savedBy', { name: term.member?.name ?? t('program'), day: format.date(term.savedAt) })}
        </span>
        {may('marketing', 'sales') && (
          <Button variant="default" size="compact-xs" aria-label={t('changeOf', { word })} onClick={() => onAsk('word')}>
            {t('change')}
          </Button>
        )}
        <Button variant="default" size="compact-xs" aria-label={t('historyOf', { word })} onClick={() => onAsk('history')}>
          {t('history')}
        </Button>
        {may('marketing', 'sales') && (
          <Button variant="default" size="compact-xs" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </Button>
        )}
        <Failure error={remove.error} />
      </dd>
    </div>
  );
}
