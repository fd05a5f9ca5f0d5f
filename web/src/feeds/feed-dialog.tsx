import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm, type GetInputProps } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Feed } from '../../../src/feeds/schema.ts';
import { IMPORT_KINDS, type ImportKind } from '../../../src/imports/kinds.ts';
import { mayImport } from '../../../src/imports/permission.ts';
import type { ImportInFull, ImportItem } from '../../../src/imports/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { importTexts } from '../imports/texts.ts';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { scheduleWords } from './feed-words.ts';
import { feedTexts } from './texts.ts';

const kinds = Object.keys(IMPORT_KINDS) as ImportKind[];
const sources = ['url', 'folder', 'push'] as const;
const intervals = ['15', '60', '360'] as const;
const expectations = [0, 26, 50, 74, 192, 768];
const RECOGNISED = 'recognised';
const KEPT = 'kept';

/** Sets up a feed, or changes one; what it is of and where its files come from stays. */
export default function FeedDialog({ feed, onClose }: { feed: Feed | null; onClose: () => void }) {
  const t = useText(feedTexts);
  const imports = useText(importTexts);
  const { workspace, member } = useSession();
  const faults = useFieldWords();
  const form = useForm({
    initialValues: startOf(feed),
    validate: {
      name: (value) => (value.trim() ? null : t('needed')),
      place: (value, { source }) => (value.trim() || source === 'push' || feed ? null : t('needed')),
    },
  });
  const { kind, source, when } = form.values;
  const save = useCommand(
    async (values: typeof form.values) => {
      const mapping = await mappingOf(values.how);
      const given = { ...factsOf(values), ...(mapping !== undefined && { mapping }) };
      return feed
        ? api.patch(`/feeds/${feed.id}`, {
            ...given,
            ...scheduleOf(values),
            ...(source === 'url' && values.place.trim() && { place: values.place }),
          })
        : api.post('/feeds', {
            mapping: null,
            ...given,
            kind: values.kind,
            source,
            ...(source !== 'push' && { place: values.place }),
            ...scheduleOf(values),
          });
    },
    { refresh: ['/feeds'], done: onClose },
  );
  return (
    <Modal opened onClose={onClose} title={feed ? feed.name : t('newFeed')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="feed-form"
        noValidate
        onSubmit={form.onSubmit((values) => save.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
      >
        <TextInput label={t('name')} data-autofocus {...form.getInputProps('name')} />
        {!feed && (
          <>
            <NativeSelect
              label={t('kind')}
              data={kinds
                .filter((value) => mayImport(member.role, value))
                .map((value) => ({ value, label: imports(`kind_${value}`) }))}
              {...form.getInputProps('kind')}
            />
            <NativeSelect
              label={t('source')}
              data={sources.map((value) => ({ value, label: t(`source_${value}`) }))}
              {...form.getInputProps('source')}
            />
          </>
        )}
        {source === 'url' && (
          <TextInput
            label={t('address')}
            description={feed ? t('addressKept') : t('addressHint')}
            type="url"
            placeholder={feed?.place ?? 'https://'}
            {...form.getInputProps('place')}
          />
        )}
        {source === 'folder' && !feed && (
          <TextInput
            label={t('folder')}
            description={t('folderHint', { folder: `FEEDS_DIR/${workspace.id}/` })}
            {...form.getInputProps('place')}
          />
        )}
        {source !== 'push' && (
          <NativeSelect
            label={t('when')}
            data={[
              ...intervals.map((value) => ({ value, label: t(`every${value}`) })),
              { value: 'daily', label: t('daily') },
              ...ownInterval(feed).map((value) => ({ value, label: scheduleWords(t, { everyMinutes: Number(value) }) })),
            ]}
            {...form.getInputProps('when')}
          />
        )}
        {source !== 'push' && when === 'daily' && <TextInput label={t('at')} type="time" {...form.getInputProps('at')} />}
        <HowToRead kind={kind} isNew={feed === null} {...form.getInputProps('how')} />
        <Expectation own={feed?.expectedHours ?? null} {...form.getInputProps('expected')} />
        <Failure error={save.error} when={{ 422: source === 'url' ? t('refusedAddress') : t('problem_no_folders') }} />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t(feed ? 'save' : 'create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What a form hands to a field of its own. */
type Choice = ReturnType<GetInputProps<Values>>;

/** By what is recognised in each file, or by the mapping that an earlier import was given. */
function HowToRead({ kind, isNew, ...input }: Choice & { kind: ImportKind; isNew: boolean }) {
  const t = useText(feedTexts);
  const format = useFormat();
  const { data } = useQuery(resource<Page<ImportItem>>('/imports', { kind, limit: 20 }));
  const earlier = (data?.items ?? []).filter(({ state }) => state === 'done');
  return (
    <NativeSelect
      label={t('how')}
      data={[
        ...(isNew ? [] : [{ value: KEPT, label: t('kept') }]),
        { value: RECOGNISED, label: t('recognised') },
        ...earlier.map(({ id, fileName, createdAt }) => ({
          value: id,
          label: t('asImport', { file: fileName, date: format.date(createdAt) }),
        })),
      ]}
      {...input}
    />
  );
}

function Expectation({ own, ...input }: Choice & { own: number | null }) {
  const t = useText(feedTexts);
  const all = [...new Set([...expectations, own ?? 0])].toSorted((one, other) => one - other);
  const words = (hours: number) => {
    if (hours === 0) return t('never');
    // Whole days, or two hours beyond them, so that a file that comes daily is not missed for a few minutes.
    return hours >= 24 && hours % 24 <= 2 ? t('days', { n: Math.floor(hours / 24) }) : t('hours', { n: hours });
  };
  return (
    <NativeSelect label={t('expected')} data={all.map((hours) => ({ value: String(hours), label: words(hours) }))} {...input} />
  );
}

function startOf(feed: Feed | null) {
  const schedule = feed?.schedule ?? null;
  return {
    name: feed?.name ?? '',
    kind: feed?.kind ?? 'spend',
    source: feed?.source ?? 'url',
    place: '',
    when: schedule === null || 'dailyAt' in schedule ? 'daily' : String(schedule.everyMinutes),
    at: schedule && 'dailyAt' in schedule ? schedule.dailyAt : '06:30',
    how: feed ? KEPT : RECOGNISED,
    expected: String(feed ? (feed.expectedHours ?? 0) : 50),
  };
}

type Values = ReturnType<typeof startOf>;

const factsOf = ({ name, expected }: Values) => ({ name, expectedHours: Number(expected) || null });

function scheduleOf({ source, when, at }: Values): object {
  if (source === 'push') return {};
  return { schedule: when === 'daily' ? { dailyAt: at } : { everyMinutes: Number(when) } };
}

/** A rhythm that is none of those offered, as the API allows it. */
function ownInterval(feed: Feed | null): string[] {
  const { when } = startOf(feed);
  return when === 'daily' || (intervals as readonly string[]).includes(when) ? [] : [when];
}

/** @returns undefined: the feed's mapping stays as it is */
async function mappingOf(how: string): Promise<ImportInFull['mapping'] | undefined> {
  if (how === KEPT) return undefined;
  return how === RECOGNISED ? null : (await api.get<ImportInFull>(`/imports/${how}`)).mapping;
}
