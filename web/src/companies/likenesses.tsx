import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CompanyLikeness } from '../../../src/companies/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { refreshOfCustomers } from '../people/customers.ts';
import { customerTexts } from '../people/texts.ts';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';

const MergeDialog = lazy(() => import('../people/merge-dialog.tsx'));

/** Companies that may be this one: merge them, or say that they are two. Nothing is shown where nothing looks alike. */
export function Likenesses({ company, mayChange }: { company: { id: string; name: string }; mayChange: boolean }) {
  const t = useText(customerTexts);
  const format = useFormat();
  const [merging, setMerging] = useState<CompanyLikeness['other'] | null>(null);
  const { data } = useQuery(resource<Page<CompanyLikeness>>('/company-likenesses', { company: company.id }));
  const apart = useCommand(
    (otherCompanyId: string) => api.post('/company-distinctions', { companyId: company.id, otherCompanyId }),
    { refresh: refreshOfCustomers },
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t('mayBeTheSame')}>
      <ul className="customer-list">
        {data.items.map(({ other, likeness, basis }) => (
          <li key={other.id}>
            <span className="customer-line">
              <Link to="/companies/$companyId" params={{ companyId: other.id }}>
                {other.name}
              </Link>
              <span className="second small">
                {[other.domains.join(', '), other.organisationNumber, t('peopleHere', { n: other.people })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="second small">
              {t(basis === 'name' ? 'alikeByName' : 'alikeByAddress', { share: format.percent(likeness, 0) })}
            </span>
            {mayChange && (
              <span className="customer-line">
                <Button variant="default" size="compact-sm" onClick={() => setMerging(other)}>
                  {t('mergeAction')}
                </Button>
                <Button variant="subtle" size="compact-sm" loading={apart.isPending} onClick={() => apart.mutate(other.id)}>
                  {t('areTwo')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <Failure error={apart.error} />
      <Suspense>
        {merging && (
          <MergeDialog
            path="/companies"
            undoPath="/company-merges"
            kept={company}
            other={merging}
            refresh={refreshOfCustomers}
            onClose={() => setMerging(null)}
          />
        )}
      </Suspense>
    </Panel>
  );
}
