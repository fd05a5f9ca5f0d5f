import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { currencyRate } from '../../../src/revenue/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { DayField } from '../ui/day-field.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { revenueTexts } from './texts.ts';

type Rate = z.input<typeof currencyRate>;

/** A rate as people type it: 7,46 and 7.46 are one. */
const typedRate = (text: string) => Number(text.trim().replace(',', '.'));

/** What other currencies are worth, so that their amounts count. */
export function CurrencyRates() {
  const t = useText(revenueTexts);
  const format = useFormat();
  const may = useMay();
  const { workspace } = useSession();
  const rates = useCollection<Rate>('/currency-rates');
  const columns = useMemo(
    (): Column<Rate>[] => [
      { key: 'currency', header: t('currency'), value: ({ currency }) => currency },
      { key: 'day', header: t('fromDay'), value: ({ day }) => day, render: ({ day }) => format.date(day) },
      {
        key: 'rate',
        header: t('rate', { currency: workspace.currency }),
        value: ({ rate }) => rate,
        render: ({ rate }) => format.number(rate, 6),
        align: 'end',
      },
    ],
    [t, format, workspace.currency],
  );
  return (
    <Panel flush title={t('rates')} sub={t('ratesSub', { currency: workspace.currency })}>
      {may('finance') && <AddRate />}
      <DataTable
        label={t('rates')}
        columns={columns}
        rowKey={({ currency, day }) => `${currency} ${day}`}
        {...rates}
        empty={<EmptyState title={t('noRates')} />}
      />
    </Panel>
  );
}

function AddRate() {
  const t = useText(revenueTexts);
  const { workspace } = useSession();
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { currency: '', day: '', rate: '' },
    validate: {
      currency: (value) => (/^[a-z]{3}$/i.test(value.trim()) ? null : t('needCurrency')),
      day: (value) => (value ? null : t('needDay')),
      rate: (value) => (typedRate(value) > 0 ? null : t('needRate')),
    },
  });
  const add = useCommand(
    ({ currency, day, rate }: typeof form.values) =>
      api.put('/currency-rates', { currency: currency.trim().toUpperCase(), day, rate: typedRate(rate) }),
    { refresh: ['/currency-rates', '/metrics'], done: () => form.reset() },
  );
  const send = (values: typeof form.values) => add.mutate(values, { onError: (error) => form.setErrors(faults(error)) });
  return (
    <form className="inline-form" noValidate onSubmit={form.onSubmit(send)}>
      <TextInput label={t('currency')} placeholder="EUR" maxLength={3} {...form.getInputProps('currency')} />
      <DayField label={t('fromDay')} {...form.getInputProps('day')} />
      <TextInput label={t('rate', { currency: workspace.currency })} inputMode="decimal" {...form.getInputProps('rate')} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('saveRate')}
      </Button>
      <Failure error={add.error} />
    </form>
  );
}
