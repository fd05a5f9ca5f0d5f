import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Delivery } from '../../../src/notifications/deliveries/schema.ts';
import type { Preferences } from '../../../src/notifications/preferences/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { kindNames } from './kind-names.ts';
import { newsSettingsTexts } from './settings-texts.ts';
import { TestOutcome } from './test-outcome.tsx';

/** Each kind of news by each place it may go to. A choice holds as soon as it is made. */
export function NewsChoices({ preferences }: { preferences: Preferences }) {
  const t = useText(newsSettingsTexts);
  const { kinds, places, mailLeaves } = preferences;
  const [test, setTest] = useState<Delivery | null>(null);
  const choose = useCommand(
    (choice: { kind: string; place: string; wanted: boolean }) =>
      api.patch<Preferences>('/notification-preferences', { choices: [choice] }),
    { refresh: ['/notification-preferences'] },
  );
  const sendTest = useCommand(() => api.post<Delivery>('/delivery-tests', {}), { refresh: ['/deliveries'], done: setTest });
  const nameOf = ({ carrier, name }: Preferences['places'][number]) => (carrier === 'mail' ? t('mail') : name);
  // What was just chosen shows at once; it is read again when it is kept.
  const isWanted = (kind: string, place: string, wanted: boolean) =>
    choose.isPending && choose.variables.kind === kind && choose.variables.place === place ? choose.variables.wanted : wanted;
  const own = places.find(({ carrier }) => carrier === 'mail');
  return (
    <Panel title={t('mine')} {...(places.length > 1 && { sub: t('sharedHint') })}>
      {!mailLeaves && <p className="news-warning">{t('noMail')}</p>}
      {kinds.length === 0 ? (
        <EmptyState title={t('noKinds')} detail={t('noKindsDetail')} />
      ) : (
        <table className="news-choices" aria-label={t('mine')}>
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              {places.map((place) => (
                <th key={place.place} scope="col">
                  {nameOf(place)}
                  {place.carrier !== 'mail' && <span className="second small"> {t(place.carrier)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ kind, urgent, places: chosen }) => (
              <tr key={kind}>
                <th scope="row">
                  {t(kindNames[kind])} {urgent && <Pill>{t('urgent')}</Pill>}
                </th>
                {places.map((place) => {
                  const { wanted = false } = chosen.find((each) => each.place === place.place) ?? {};
                  return (
                    <td key={place.place}>
                      <Checkbox
                        aria-label={t('choice', { kind: t(kindNames[kind]), place: nameOf(place) })}
                        label={<span className="news-place">{nameOf(place)}</span>}
                        checked={isWanted(kind, place.place, wanted)}
                        onChange={(event) => choose.mutate({ kind, place: place.place, wanted: event.currentTarget.checked })}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Failure error={choose.error} />
      {mailLeaves && own && (
        <div className="row news-test">
          <Button variant="default" loading={sendTest.isPending} onClick={() => sendTest.mutate()}>
            {t('testMail', { to: own.name })}
          </Button>
          {test && <TestOutcome test={test} />}
        </div>
      )}
      <Failure error={sendTest.error} />
    </Panel>
  );
}
