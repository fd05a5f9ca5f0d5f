import './information.css';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { questionOf } from '../../../src/agreements/items.ts';
import type { LeadInformation } from '../../../src/information/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useItemWords } from './item-words.ts';
import { sourceTexts } from './source-texts.ts';
import { informationTexts } from './texts.ts';

type Item = LeadInformation['items'][number];

/** What sales needs to know of a lead: what is known, by which way and since when, and a place to note what was told. */
export function KnownPanel({ leadId }: { leadId: string }) {
  const t = useText(informationTexts);
  const mayNote = useMay()('marketing', 'sales');
  const words = useItemWords();
  const { language } = useLanguage();
  const [noting, setNoting] = useState(false);
  const { data, error, refetch } = useQuery(resource<LeadInformation>(`/leads/${leadId}/information`));
  return (
    <Panel
      title={t('items')}
      {...(mayNote &&
        data && {
          aside: (
            <Button variant="default" size="compact-sm" aria-expanded={noting} onClick={() => setNoting(!noting)}>
              {t('note')}
            </Button>
          ),
        })}
    >
      {data ? (
        <div className="stack">
          {noting && <NoteAnswer leadId={leadId} items={data.items} onDone={() => setNoting(false)} />}
          <dl className="known-items">
            {data.items.map((item) => {
              const { value, from } = words(item);
              return (
                <div key={item.key}>
                  <dt className="second small">{item.label[language]}</dt>
                  <dd>{item.filled ? value : <span className="second">{t('notKnown')}</span>}</dd>
                  {item.filled && from && <dd className="second small">{from}</dd>}
                </div>
              );
            })}
          </dl>
        </div>
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={4} />
      )}
    </Panel>
  );
}

function NoteAnswer({ leadId, items, onDone }: { leadId: string; items: readonly Item[]; onDone: () => void }) {
  const t = useText(informationTexts);
  const sources = useText(sourceTexts);
  const say = useUndo();
  const { language } = useLanguage();
  const [key, setKey] = useState((items.find(({ filled }) => !filled) ?? items[0])?.key ?? '');
  const [typed, setTyped] = useState('');
  const [source, setSource] = useState('call');
  const item = items.find((each) => each.key === key);
  const question = item && questionOf(item);
  const offered =
    question?.kind === 'yes_no'
      ? [
          { value: 'yes', label: sources('yes') },
          { value: 'no', label: sources('no') },
        ]
      : question?.choices?.map((choice) => ({ value: choice.key, label: choice.label[language] }));
  const save = useCommand(
    () => {
      const plain = question?.kind === 'number' && language !== 'en' ? typed.replaceAll('.', '').replace(',', '.') : typed;
      return api.post(`/leads/${leadId}/information`, { source, answers: { [key]: plain.trim() } });
    },
    {
      refresh: ['/leads', '/handoffs'],
      done: () => {
        say(t('noted'));
        onDone();
      },
    },
  );
  const label = item?.label[language] ?? '';
  const field = {
    label,
    value: typed,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setTyped(value),
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) save.mutate();
      }}
    >
      <NativeSelect
        label={t('item')}
        value={key}
        onChange={({ currentTarget: { value } }) => {
          setKey(value);
          setTyped('');
        }}
        data={items.map((each) => ({ value: each.key, label: each.label[language] }))}
      />
      {offered ? (
        <NativeSelect {...field} data={[{ value: '', label: '–' }, ...offered]} />
      ) : (
        <TextInput {...field} maxLength={5000} />
      )}
      <NativeSelect
        label={t('ways')}
        value={source}
        onChange={({ currentTarget: { value } }) => setSource(value)}
        data={(['call', 'mail', 'meeting'] as const).map((value) => ({ value, label: sources(`source_${value}`) }))}
      />
      <Failure error={save.error} />
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending} aria-label={t('noteItem', { item: label })}>
          {t('save')}
        </Button>
      </Group>
    </form>
  );
}
