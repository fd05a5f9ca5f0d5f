import './news-settings.css';
import { useQuery } from '@tanstack/react-query';
import type { Preferences } from '../../../src/notifications/preferences/schema.ts';
import { resource } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { Connections } from './connections.tsx';
import { Deliveries } from './deliveries.tsx';
import { NewsChoices } from './news-choices.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { newsSettingsTexts } from './settings-texts.ts';

/** What reaches the reader, where and when; and for administrators the channels of the workspace and what did not get through. */
export function NewsSettings() {
  const t = useText(newsSettingsTexts);
  const isAdmin = useMay()();
  const { data, error, refetch } = useQuery(resource<Preferences>('/notification-preferences'));
  return (
    <>
      <PageHeading answer={t('answer')} sub={t('answerSub')} />
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data ? (
        <>
          <NewsChoices preferences={data} />
          <QuietHours preferences={data} />
        </>
      ) : (
        <Loading block={24} />
      )}
      {isAdmin && <Connections />}
      <Deliveries of={isAdmin ? 'all' : 'me'} />
    </>
  );
}
