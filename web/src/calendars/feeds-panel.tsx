import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { CalendarFeed } from '../../../src/calendars/feeds/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { settingsTexts } from '../settings/texts.ts';
import { teams } from '../settings/invite-dialog.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { calendarTexts } from './texts.ts';

/** Addresses at which one's own calendar program reads what is due, or who of a team is absent. */
export function FeedsPanel() {
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const format = useFormat();
  const feeds = useCollection<CalendarFeed>('/calendar-feeds');
  const [team, setTeam] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const refresh = ['/calendar-feeds'];
  const make = useCommand(() => api.post<{ url: string }>('/calendar-feeds', { team: team || null }), {
    refresh,
    done: ({ url }) => setAddress(new URL(url, location.origin).href),
  });
  const revoke = useCommand((id: string) => api.delete(`/calendar-feeds/${id}`), { refresh, done: () => setAddress(null) });
  const nameOf = (feed: string | null) =>
    feed === null ? c('feedOwn') : c('feedTeam', { team: t(`role_${feed as (typeof teams)[number]}`) });
  return (
    <Panel title={c('feeds')} sub={c('feedsSub')}>
      <div className="stack">
        <div className="calendar-add">
          <NativeSelect
            label={c('what')}
            data={[{ value: '', label: nameOf(null) }, ...teams.map((each) => ({ value: each, label: nameOf(each) }))]}
            value={team}
            onChange={(event) => setTeam(event.currentTarget.value)}
          />
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            {c('makeAddress')}
          </Button>
        </div>
        <Failure error={make.error ?? revoke.error} />
        {address !== null && (
          <div>
            <p>{c('addressOnce')}</p>
            <CopyLine label={c('address')} text={address} />
          </div>
        )}
        <ul className="calendar-feeds">
          {feeds.rows.map((feed) => (
            <li key={feed.id}>
              <span>
                {nameOf(feed.team)}{' '}
                <span className="second">
                  …{feed.hint}, {format.date(feed.createdAt)}
                </span>
              </span>
              <Button variant="subtle" size="compact-sm" onClick={() => revoke.mutate(feed.id)}>
                {c('revoke')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
