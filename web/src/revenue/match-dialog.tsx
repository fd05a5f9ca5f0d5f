import { Button, Group, Modal, NativeSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Company } from '../../../src/companies/schema.ts';
import type { Deal } from '../../../src/deals/schema.ts';
import type { Invoice } from '../../../src/revenue/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { revenueTexts } from './texts.ts';
import { matchRefresh } from './unmatched-invoices.tsx';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Which company an invoice belongs to, and which of its deals. */
export function MatchDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { id, number, customerName, net, match, suggestions } = invoice;
  const t = useText(revenueTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const say = useUndo();
  const [company, setCompany] = useState<Named | null>(match.company ?? suggestions[0]?.company ?? null);
  const [dealId, setDealId] = useState(match.deal?.id ?? suggestions[0]?.deal?.id ?? '');
  const deals = useQuery({
    ...resource<Page<Deal>>('/deals', { company: company?.id, limit: 200 }),
    enabled: company !== null,
  });
  const save = useCommand(() => api.post(`/invoices/${id}/match`, { companyId: company?.id, ...(dealId && { dealId }) }), {
    refresh: matchRefresh,
    done: () => {
      say(t('matchedTo', { number, company: company?.name ?? '' }));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('chooseTitle', { number })} closeButtonProps={{ 'aria-label': ui('close') }}>
      <div className="stack">
        <p className="second">
          {customerName} · {format.money(net)}
        </p>
        <CompanyPicker
          company={company}
          onPick={(picked) => {
            setCompany(picked);
            setDealId('');
          }}
        />
        {company && (
          <NativeSelect
            label={t('deal')}
            value={dealId}
            onChange={(event) => setDealId(event.currentTarget.value)}
            data={[
              { value: '', label: t('noDeal') },
              ...(deals.data?.items ?? []).map((deal) => ({
                value: deal.id,
                label: deal.amount ? `${deal.name} · ${format.money(deal.amount)}` : deal.name,
              })),
            ]}
          />
        )}
        <Failure error={save.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button disabled={!company} loading={save.isPending} onClick={() => save.mutate()}>
            {t('saveMatch')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

/** A company found by a part of its name. */
function CompanyPicker({ company, onPick }: { company: Named | null; onPick: (company: Named | null) => void }) {
  const t = useText(revenueTexts);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    ...resource<Page<Company>>('/companies', { search: search === company?.name ? undefined : search, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const companies: Named[] = [...(found.data?.items ?? [])];
  if (company && !companies.some(({ id }) => id === company.id)) companies.unshift(company);
  return (
    <Select
      label={t('company')}
      placeholder={t('companyHint')}
      nothingFoundMessage={found.isFetching ? '…' : t('noCompany')}
      searchable
      // What the server found stands; it searches by more than the beginning of the name.
      filter={({ options }) => options}
      value={company?.id ?? null}
      onChange={(id) => onPick(companies.find((each) => each.id === id) ?? null)}
      onSearchChange={setTyped}
      data={companies.map(({ id, name }) => ({ value: id, label: name }))}
      openOnFocus={false}
    />
  );
}
