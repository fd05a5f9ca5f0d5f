import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CompanyLikeness, Distinction } from '../../../src/companies/schema.ts';
import type { PersonLikeness } from '../../../src/people/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { refreshOfCustomers } from './customers.ts';
import { customerTexts } from './texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';

const MergeDialog = lazy(() => import('./merge-dialog.tsx'));

/** Two companies, or two people, that may be one and the same. */
export type Likeness = CompanyLikeness | PersonLikeness;
export type Customer = Likeness['one'];
type Kind = 'company' | 'person';

export const kindOf = (likeness: Likeness): Kind => ('likeness' in likeness ? 'company' : 'person');
export const nameOf = (customer: Customer): string => customer.name ?? ('email' in customer ? customer.email : null) ?? '–';

/** Why two look like one, in words. */
export function useWhy(): (likeness: Likeness) => string {
  const t = useText(customerTexts);
  const format = useFormat();
  return (likeness) => {
    if (!('likeness' in likeness)) return t(`alikeIn_${likeness.basis}`);
    return t(likeness.basis === 'name' ? 'alikeByName' : 'alikeByAddress', { share: format.percent(likeness.likeness, 0) });
  };
}

/** The page of a company or a person, by their name. */
export const CustomerLink = ({ customer }: { customer: Customer }) => (
  <CustomerName kind={'domains' in customer ? 'company' : 'person'} id={customer.id} name={nameOf(customer)} />
);

const CustomerName = ({ kind, id, name }: { kind: Kind; id: string; name: string }) =>
  kind === 'company' ? (
    <Link to="/companies/$companyId" params={{ companyId: id }}>
      {name}
    </Link>
  ) : (
    <Link to="/people/$personId" params={{ personId: id }}>
      {name}
    </Link>
  );

const pathOf = { company: '/companies', person: '/people' } as const;

/** What helps to tell whether two are one. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const t = useText(customerTexts);
  const facts =
    'domains' in customer
      ? [customer.domains.join(', '), customer.organisationNumber, t('peopleHere', { n: customer.people })]
      : [customer.title, customer.company?.name, customer.email, customer.phone];
  return <span className="second small customer-value">{facts.filter(Boolean).join(' · ')}</span>;
}

/** Makes two one, with a reason, or says that they are two. */
export function SayWhetherOne({ kind, kept, other }: { kind: Kind; kept: { id: string; name: string }; other: Customer }) {
  const t = useText(customerTexts);
  const [merging, setMerging] = useState(false);
  const say = useUndo();
  const path = pathOf[kind];
  const together = useCommand(() => api.delete(`${path}/${kept.id}/distinctions/${other.id}`), { refresh: refreshOfCustomers });
  const apart = useCommand(
    () =>
      kind === 'company'
        ? api.post('/company-distinctions', { companyId: kept.id, otherCompanyId: other.id })
        : api.post('/person-distinctions', { personId: kept.id, otherPersonId: other.id }),
    {
      refresh: refreshOfCustomers,
      done: () => say(t('toldApart', names), () => together.mutate()),
    },
  );
  const names = { one: kept.name, other: nameOf(other) };
  return (
    <>
      <span className="customer-line">
        <Button variant="default" size="compact-sm" aria-label={t('mergeThese', names)} onClick={() => setMerging(true)}>
          {t('mergeAction')}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('theseAreTwo', names)}
          loading={apart.isPending}
          onClick={() => apart.mutate()}
        >
          {t('areTwo')}
        </Button>
      </span>
      <Failure error={apart.error} />
      <Suspense>{merging && <MergeDialog path={path} kept={kept} other={other} onClose={() => setMerging(false)} />}</Suspense>
    </>
  );
}

/** Those that may be this company or this person. Nothing is shown where nothing looks alike. */
export function Likenesses({ kind, kept, mayChange }: { kind: Kind; kept: { id: string; name: string }; mayChange: boolean }) {
  const t = useText(customerTexts);
  const why = useWhy();
  const { data } = useQuery(resource<Page<Likeness>>(`/${kind}-likenesses`, { [kind]: kept.id }));
  if (!data || data.items.length === 0) return null;
  return (
    <Panel
      title={t(kind === 'company' ? 'mayBeTheSame' : 'mayBeTheSamePerson')}
      aside={<Link to={kind === 'company' ? '/duplicates' : '/duplicates/people'}>{t('seeDuplicates')}</Link>}
    >
      <ul className="customer-list">
        {data.items.map((likeness) => {
          const other = likeness.one.id === kept.id ? likeness.other : likeness.one;
          return (
            <li key={other.id}>
              <span className="customer-line">
                <CustomerLink customer={other} />
                <CustomerFacts customer={other} />
              </span>
              <span className="second small">{why(likeness)}</span>
              {mayChange && <SayWhetherOne kind={kind} kept={kept} other={other} />}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** Those of whom somebody has said that they are not this one, with a way back. Nothing is shown where nobody has. */
export function ToldApart({ kind, id, mayChange }: { kind: Kind; id: string; mayChange: boolean }) {
  const t = useText(customerTexts);
  const format = useFormat();
  const now = useNow();
  const path = `${pathOf[kind]}/${id}/distinctions`;
  const { data } = useQuery(resource<Page<Distinction>>(path));
  const together = useCommand((other: string) => api.delete(`${path}/${other}`), { refresh: refreshOfCustomers });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t('notTheSame')}>
      <ul className="customer-list">
        {data.items.map(
          ({ other, decidedAt, decidedBy }) =>
            other && (
              <li key={other.id}>
                <CustomerName kind={kind} id={other.id} name={other.name} />
                <span className="second small">
                  {[format.moment(decidedAt, now), decidedBy?.name].filter(Boolean).join(' · ')}
                </span>
                {mayChange && (
                  <span>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t('takeBackTwoOf', { other: other.name })}
                      loading={together.isPending && together.variables === other.id}
                      onClick={() => together.mutate(other.id)}
                    >
                      {t('takeBackTwo')}
                    </Button>
                  </span>
                )}
              </li>
            ),
        )}
      </ul>
      <Failure error={together.error} />
    </Panel>
  );
}
