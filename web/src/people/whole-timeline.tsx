import './whole-timeline.css';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TimelineItem } from '../../../src/timeline/schema.ts';
import { useCollection } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useStoryNames } from '../leads/story-names.ts';
import { isNews, useStory } from '../touchpoints/story.ts';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import '../ui/timeline.css';
import { customerTexts } from './texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

/** Whose part of the story: what the customer does on the site and in mails is on marketing's ground. */
const sides = { all: undefined, marketing: 'marketing,customer,both', sales: 'sales,both', money: 'money' } as const;
const sideNames = Object.keys(sides) as (keyof typeof sides)[];

/** What happened, in the groups people ask for. */
const kinds = [
  ['everything', undefined],
  ['onTheSite', 'page,search,ad,social,other'],
  ['formsAndFiles', 'form,download,evidence'],
  ['mails', 'email_open,email_click'],
  ['talks', 'call,meeting,chat,event,attempt'],
  ['passage', 'known,stage,handoff,decision'],
  ['dealsAndInvoices', 'deal,invoice'],
] as const;
type KindName = (typeof kinds)[number][0];

const PAGE = 100;
/** How many entries before the end of what is there the next page is asked for. */
const AHEAD = 30;

/**
 * A whole timeline, newest first, however long: only what is in sight stands on the page, and the next part is fetched before its end is
 * reached. `path` is whose it is: `/people/…` or `/companies/…`; a company's says who did what.
 */
export function WholeTimeline({ path, withPeople = false }: { path: string; withPeople?: boolean }) {
  const t = useText(customerTexts);
  const [side, setSide] = useState<keyof typeof sides>('all');
  const [kind, setKind] = useState<KindName>('everything');
  const filters = { side: sides[side], kind: kinds.find(([name]) => name === kind)?.[1], limit: PAGE };
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<TimelineItem>(`${path}/timeline`, filters);
  const facts = useMemo(() => rows.filter(isNews), [rows]);
  return (
    <Panel title={<GlossaryTerm term="touchpoint">{t('timeline')}</GlossaryTerm>}>
      <div className="whole-timeline-filters no-print">
        <NativeSelect
          size="xs"
          aria-label={t('whatHappened')}
          value={kind}
          onChange={(event) => setKind(kinds.find(([name]) => name === event.currentTarget.value)?.[0] ?? 'everything')}
          data={kinds.map(([value]) => ({ value, label: t(value) }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('whose')}
          value={side}
          onChange={(value) => setSide(sideNames.find((each) => each === value) ?? 'all')}
          data={sideNames.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {loading ? <Loading lines={8} /> : error && rows.length === 0 ? <ErrorState error={error} retry={retry} /> : null}
      {!loading && !error && facts.length === 0 && !hasMore && <p className="second">{t('nothingHere')}</p>}
      {(facts.length > 0 || hasMore) && (
        <Entries key={`${side} ${kind}`} facts={facts} hasMore={hasMore} loadMore={loadMore} withPeople={withPeople} />
      )}
    </Panel>
  );
}

function Entries(props: { facts: readonly TimelineItem[]; hasMore: boolean; loadMore: () => void; withPeople: boolean }) {
  const { facts, hasMore, loadMore, withPeople } = props;
  const t = useText(customerTexts);
  const story = useStory(useStoryNames());
  const box = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- a warning for the React Compiler, which is not used
  const virtual = useVirtualizer({
    count: facts.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => facts[index]?.id ?? index,
    estimateSize: () => 66,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= facts.length - AHEAD) loadMore();
  }, [hasMore, last, facts.length, loadMore]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <section className="whole-timeline" ref={box} tabIndex={0} aria-label={t('timeline')}>
      <ol className="timeline" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const fact = facts[index];
          const entry = fact && story([fact])[0];
          if (!fact || !entry) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              className="timeline-entry"
              data-index={index}
              data-side={entry.side}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : facts.length}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className="timeline-title">
                {entry.title}
                {withPeople && fact.person && (
                  <>
                    {' · '}
                    <Link to="/people/$personId" params={{ personId: fact.person.id }}>
                      {fact.person.name || '–'}
                    </Link>
                  </>
                )}
              </span>
              <time className="timeline-when second small" dateTime={entry.at}>
                {entry.when}
              </time>
              {entry.detail !== undefined && <div className="timeline-detail second">{entry.detail}</div>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
