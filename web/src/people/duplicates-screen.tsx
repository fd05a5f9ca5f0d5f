import './customers.css';
import './duplicates.css';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useCollection } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionTabs } from '../ui/section-tabs.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { CustomerFacts, CustomerLink, kindOf, nameOf, SayWhetherOne, useWhy, type Customer, type Likeness } from './alike.tsx';
import { customersMayBeChangedBy } from './customers.ts';
import { customerTexts } from './texts.ts';

export const DuplicateCompanies = () => <Duplicates kind="company" />;
export const DuplicatePeople = () => <Duplicates kind="person" />;

/** All that may be one and the same, in pairs, with why: both teams say whether they are. */
function Duplicates({ kind }: { kind: 'company' | 'person' }) {
  const t = useText(customerTexts);
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<Likeness>(`/${kind}-likenesses`, { limit: 20 });
  // Where many were looked at and none was found, the looking goes on.
  const goesOn = rows.length === 0 && hasMore;
  useEffect(() => {
    if (goesOn) loadMore();
  });
  const isComplete = !loading && !hasMore && rows.length > 0;
  return (
    <div className="stack">
      <PageHeading answer={isComplete ? t('pairsMayBeOne', { n: rows.length }) : t('duplicates')} sub={t('duplicatesSub')} />
      <SectionTabs
        label={t('duplicates')}
        sections={[
          { to: '/duplicates', name: t('companies') },
          { to: '/duplicates/people', name: t('people') },
        ]}
      />
      <Panel>
        {error ? (
          <ErrorState error={error} retry={retry} />
        ) : loading || goesOn ? (
          <Loading lines={6} />
        ) : rows.length === 0 ? (
          <EmptyState title={t(kind === 'company' ? 'noCompaniesAlike' : 'noPeopleAlike')} detail={t('noneAlikeDetail')} />
        ) : (
          <ul className="pairs">
            {rows.map((likeness) => (
              <Pair key={`${likeness.one.id} ${likeness.other.id}`} likeness={likeness} />
            ))}
          </ul>
        )}
        {hasMore && !goesOn && (
          <Button variant="default" className="pairs-more" onClick={loadMore}>
            {t('showMore')}
          </Button>
        )}
      </Panel>
    </div>
  );
}

/** The one to keep first: that of a register's number, else the one we have known for longest. */
function keptFirst({ one, other }: Likeness): [Customer, Customer] {
  const numbered = (customer: Customer) => 'organisationNumber' in customer && customer.organisationNumber !== null;
  if (numbered(one) !== numbered(other)) return numbered(one) ? [one, other] : [other, one];
  return one.createdAt < other.createdAt ? [one, other] : [other, one];
}

/** The name of one; with the address where both bear one name. */
function nameBeside(one: Customer, other: Customer): string {
  const address = 'domains' in one ? one.domains[0] : one.email;
  return nameOf(one) === nameOf(other) && address ? `${nameOf(one)} (${address})` : nameOf(one);
}

function Pair({ likeness }: { likeness: Likeness }) {
  const why = useWhy();
  const mayChange = customersMayBeChangedBy(useSession().member.role);
  const [kept, other] = keptFirst(likeness);
  return (
    <li>
      {[kept, other].map((customer) => (
        <span key={customer.id} className="pair-one">
          <CustomerLink customer={customer} />
          <CustomerFacts customer={customer} />
        </span>
      ))}
      <span className="pair-one">
        <span className="second small">{why(likeness)}</span>
        {mayChange && (
          <SayWhetherOne kind={kindOf(likeness)} kept={{ id: kept.id, name: nameBeside(kept, other) }} other={other} />
        )}
      </span>
    </li>
  );
}
