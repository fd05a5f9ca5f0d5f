import './handoffs.css';
import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { resource } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession, type Role } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { useUrlQuery } from '../app/url-query.ts';
import { useKeys } from '../app/use-keys.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { useHandoffActs } from './acts.ts';
import { HandoffDetail } from './handoff-detail.tsx';
import { HandoffList } from './handoff-list.tsx';
import { nameOf, nextToAnswer, type HandoffPage } from './handoff.ts';
import { handoffTexts } from './texts.ts';

const views = ['mine', 'held', 'all'] as const;
const shown = 200;

/** What waits between the teams: by deadline, with the one selected beside the list; on a phone the list, then the one opened. */
export function HandoffsScreen() {
  const t = useText(handoffTexts);
  const { member } = useSession();
  const [query, change] = useUrlQuery();
  const view = views.find((each) => each === query['view']) ?? (member.role === 'sales' ? 'mine' : 'all');
  const { data, error, refetch } = useQuery({
    // Everybody's list is of what is open; what is done stays with its lead.
    ...resource<HandoffPage>('/handoffs', { view, limit: shown, state: view === 'all' ? 'waiting,accepted' : undefined }),
    refetchInterval: 30_000,
    refetchOnWindowFocus: 'always',
    placeholderData: keepPreviousData,
  });
  const items = data?.items ?? [];
  const opened = query['id'];
  const selected = opened ?? items[0]?.id;

  const select = (id: string | null) => change({ id: id ?? undefined }, { replace: true });
  const acts = useHandoffActs({ onDone: (id) => select(nextToAnswer(items, id)), onKept: select });
  const step = (by: 1 | -1) => {
    const next = items[items.findIndex(({ id }) => id === selected) + by];
    if (next) select(next.id);
  };
  useKeys({ j: [t('next'), () => step(1)], k: [t('previous'), () => step(-1)] });

  return (
    <div className="stack handoffs" data-opened={opened === undefined ? undefined : true}>
      <Heading page={data} view={view} />
      <SegmentedControl
        className="handoff-views no-print"
        aria-label={t('views')}
        value={view}
        onChange={(next) => change({ view: next, id: undefined })}
        data={views.map((value) => ({ value, label: data ? `${t(value)} ${data.counts[value]}` : t(value) }))}
      />
      {error && !data ? (
        <Panel>
          <ErrorState error={error} retry={() => void refetch()} />
        </Panel>
      ) : !data ? (
        <Panel>
          <Loading lines={6} />
        </Panel>
      ) : items.length === 0 && opened === undefined ? (
        <Panel>
          <Nobody page={data} view={view} />
        </Panel>
      ) : (
        <div className="columns columns-list handoff-columns">
          <div className="handoff-side">
            {items.length > 0 && (
              <Panel flush>
                <HandoffList items={items} selected={selected} query={query} showRep={view !== 'mine'} />
              </Panel>
            )}
            {data.next !== null && <p className="second small">{t('mostUrgent', { n: items.length })}</p>}
            <Keys role={member.role} asks={t(member.team === 'marketing' ? 'askSales' : 'askMarketing')} />
          </div>
          {selected !== undefined && (
            <HandoffDetail
              key={selected}
              id={selected}
              known={items.find(({ id }) => id === selected)}
              acts={acts}
              query={query}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The answer of the screen: how many wait, who is next and by when. */
function Heading({ page, view }: { page: HandoffPage | undefined; view: (typeof views)[number] }) {
  const t = useText(handoffTexts);
  const app = useText(appTexts);
  const format = useFormat();
  const now = useNow();
  const open =
    page?.items.filter(({ state, clock }) => state === 'waiting' || (state === 'accepted' && clock.firstContactAt === null)) ??
    [];
  const isOver = ({ clock }: (typeof open)[number]) => clock.due !== null && new Date(clock.due) < now;
  const overdue = open.filter(isOver).length;
  const next = open.find((handoff) => handoff.clock.due !== null && !isOver(handoff));
  const who = next && (next.company?.name ?? nameOf(next));
  const sub = [
    next?.clock.due && t('nextBy', { who: who ?? '', moment: format.moment(next.clock.due, now) }),
    overdue > 0 && t('overdue', { n: overdue }),
  ].filter(Boolean);
  const waiting = open.length > 0 ? t('waiting', { n: open.length }) : t('nobodyWaits');
  const answer = page && view === 'held' ? t('answeredToday', { n: page.counts.held }) : waiting;
  return (
    <PageHeading
      answer={page ? answer : app('handoffs')}
      actions={<ExportButton kind="handoffs" query={{ view }} what={app('handoffs')} />}
      {...(sub.length > 0 && { sub: sub.join(' ') })}
    />
  );
}

function Nobody({ page, view }: { page: HandoffPage; view: (typeof views)[number] }) {
  const t = useText(handoffTexts);
  const format = useFormat();
  if (view === 'held' || !page.lastContact) return <EmptyState title={t('emptyDetail')} />;
  const time = format.duration(page.lastContact.tookMinutes);
  return <EmptyState title={t('lastContacted', { time })} detail={t('emptyDetail')} />;
}

function Keys({ role, asks }: { role: Role; asks: string }) {
  const t = useText(handoffTexts);
  const answers = role === 'sales' || role === 'admin';
  return (
    <div className="key-hints no-print">
      <KeyHint keys={['J', 'K']}>{t('browse')}</KeyHint>
      {answers && (
        <>
          <KeyHint keys={['1']}>{t('accept')}</KeyHint>
          <KeyHint keys={['3']}>{t('giveBackDo')}</KeyHint>
          <KeyHint keys={['H']}>{t('snooze')}</KeyHint>
          <KeyHint keys={['C']}>{t('call')}</KeyHint>
        </>
      )}
      {(answers || role === 'marketing') && <KeyHint keys={['Q']}>{asks}</KeyHint>}
    </div>
  );
}
