import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { standardCadence, standardClauses } from '../../../src/agreements/standard-agreement.ts';
import type { Agreement } from '../../../src/agreements/schema.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { catalogue } from '../../../src/metrics/catalogue.ts';
import type { InformationContract } from '../../../src/information/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { CadenceFields, type CadenceField } from '../follow-ups/cadence-fields.tsx';
import { DayField } from '../ui/day-field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { numbersIn } from '../ui/typed-numbers.ts';
import { useNow } from '../ui/use-now.ts';
import { Failure } from '../ui/failure.tsx';
import { SidePill } from './clause-pills.tsx';
import { useClauseWords } from './clause-words.ts';
import { agreementTexts } from './texts.ts';

interface Next {
  readonly definition: Definition;
  readonly from: Agreement | undefined;
  readonly onDone: () => void;
}

/** The next version begins with what sales needs to know by now, and not with what it needed when the last was signed. */
export default function NewAgreement(props: Next) {
  const { data, error, refetch } = useQuery(resource<InformationContract>('/information-contract'));
  if (data) return <AgreementForm {...props} items={data.items} />;
  return <Panel>{error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={8} />}</Panel>;
}

/** Clauses agreed before marketing could promise by when it repairs what is given back are offered that promise. */
function withRepair(agreed: Agreement['clauses']): readonly Agreement['clauses'][number][] {
  const promise = standardClauses.find(({ metric }) => metric === 'repaired_in_time');
  if (!promise || agreed.some(({ metric }) => metric === promise.metric)) return agreed;
  let number = 7;
  while (agreed.some(({ key }) => key === `D${number}`)) number++;
  return [...agreed, { ...promise, key: `D${number}`, position: agreed.length }];
}

/** The figures of the next version: those of `from`, or the standard's where there is none yet. Nothing applies until both have signed. */
function AgreementForm(props: Next & { items: InformationContract['items'] }) {
  const { definition, from, items, onDone } = props;
  const t = useText(agreementTexts);
  const words = useClauseWords();
  const format = useFormat();
  const { language } = useLanguage();
  const { workspace } = useSession();
  const today = dayIn(workspace.timeZone, useNow());
  const clauses = (from ? withRepair(from.clauses) : standardClauses).map(
    ({ key, ownerSide, metric, operator, target, period, segment, hours }) => ({
      key,
      ownerSide,
      metric,
      operator,
      target,
      period,
      segment: segment ?? {},
      hours: hours ?? null,
    }),
  );
  const attempts: readonly CadenceField[] = from?.cadence.length ? from.cadence : standardCadence;
  const version = (from?.version ?? 0) + 1;

  const form = useForm({
    initialValues: {
      inForceFrom: from ? nextMonth(today) : today,
      // An emptied field is '', which the check below asks to fill.
      targets: clauses.map(({ metric, target }): number | '' => target / scale(metric)),
      hours: clauses.map(({ hours }): number | '' => hours ?? ''),
      items: items.map(({ key }) => key),
      cadence: attempts,
    },
    validate: ({ inForceFrom, targets, hours, cadence }) => ({
      ...(inForceFrom < today && { inForceFrom: t('needDay') }),
      ...Object.fromEntries(
        clauses.flatMap((clause, index) => [
          ...(targets[index] === '' ? [[`targets.${index}`, t('needNumber')]] : []),
          ...(clause.hours !== null && hours[index] === '' ? [[`hours.${index}`, t('needNumber')]] : []),
        ]),
      ),
      ...Object.fromEntries(
        cadence.flatMap(({ afterHours }, index) =>
          index > 0 && !(Number(afterHours) > 0) ? [[`cadence.${index}`, t('needNumber')]] : [],
        ),
      ),
    }),
  });
  const firstDay = form.getValues().inForceFrom;
  const create = useCommand((body: unknown) => api.post('/agreements', body), {
    refresh: ['/agreements', '/today', '/checklist'],
    done: onDone,
  });

  function submit(values: ReturnType<typeof form.getValues>) {
    create.mutate({
      inForceFrom: values.inForceFrom,
      definitionId: definition.id,
      briefingItems: items.filter(({ key }) => values.items.includes(key)),
      clauses: clauses.map((clause, index) => ({
        ...clause,
        target: Math.round(Number(values.targets[index]) * scale(clause.metric) * 100) / 100,
        hours: clause.hours === null ? null : Number(values.hours[index]),
      })),
      cadence: values.cadence.map(({ kind, afterHours }) => ({ kind, afterHours: Number(afterHours) })),
    });
  }

  return (
    <>
      <PageHeading over={t('between')} answer={t('formTitle')} sub={t('formSub')} />
      <Panel>
        <form className="agreement-form" noValidate onSubmit={form.onSubmit(submit)}>
          {clauses.map((clause, index) => (
            <div key={clause.key} className="agreement-clause">
              <SidePill side={clause.ownerSide} />
              <div className="agreement-figures">
                {clause.hours !== null && (
                  <NumberInput
                    label={t('hoursOf', { what: words.subject(clause) })}
                    min={0.25}
                    suffix={t('hours')}
                    {...numbersIn(format)}
                    {...form.getInputProps(`hours.${index}`)}
                  />
                )}
                <NumberInput
                  label={t(clause.operator === '>=' ? 'atLeast' : 'atMost', { what: words.title({ ...clause, hours: null }) })}
                  min={0}
                  {...numbersIn(format)}
                  {...unitOf(clause.metric, t('minutes'), workspace.currency)}
                  {...form.getInputProps(`targets.${index}`)}
                />
              </div>
            </div>
          ))}
          <Checkbox.Group label={t('briefing')} description={t('briefingSub')} {...form.getInputProps('items')}>
            <div className="agreement-figures agreement-items">
              {items.map(({ key, label }) => (
                <Checkbox key={key} value={key} label={label[language]} />
              ))}
            </div>
          </Checkbox.Group>
          <CadenceFields
            steps={form.getValues().cadence}
            onChange={(cadence) => form.setFieldValue('cadence', cadence)}
            errors={Object.fromEntries(cadenceErrors(form.errors))}
          />
          <DayField
            label={t('firstDay')}
            description={firstDay && format.date(firstDay, 'full')}
            min={today}
            {...form.getInputProps('inForceFrom')}
          />
          <Failure error={create.error} />
          <div className="row">
            <Button type="submit" loading={create.isPending}>
              {t('create', { version })}
            </Button>
            <Button variant="default" onClick={onDone}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      </Panel>
    </>
  );
}

/** What the attempts of the cadence lack, by their place. */
function cadenceErrors(errors: Readonly<Record<string, unknown>>): [number, string][] {
  return Object.entries(errors).flatMap(([path, message]): [number, string][] => {
    const [field, place] = path.split('.');
    return field === 'cadence' && typeof message === 'string' ? [[Number(place), message]] : [];
  });
}

/** Targets of money are kept in minor units and typed in whole ones. */
function scale(metric: keyof typeof catalogue): number {
  return catalogue[metric].unit === 'money' ? 100 : 1;
}

function unitOf(metric: keyof typeof catalogue, minutes: string, currency: string) {
  const { unit, aggregate } = catalogue[metric];
  if (unit === 'percent') return { suffix: ' %', ...(aggregate === 'share' && { max: 100 }) };
  if (unit === 'minutes') return { suffix: minutes };
  return unit === 'money' ? { suffix: ` ${currency}` } : {};
}

function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
